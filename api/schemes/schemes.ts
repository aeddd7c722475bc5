import { createHash } from 'node:crypto';
import { loadSchemeText } from '../../content/load.ts';
import { faultAt, formatFault, syntaxFaults } from '../../content/yaml.ts';
import { canonicalScheme, checkScheme, type Scheme } from '../../scoring/index.ts';

export interface LoadedScheme {
  readonly scheme: Scheme;
  /** The YAML file as it is published. */
  readonly text: string;
  /** `sha256-…` of the scheme's canonical form. */
  readonly digest: string;
  /** `id@version:sha256-…`, as results name it. */
  readonly reference: string;
}

export class SchemeFaults extends Error {}

/** Reads a scheme of the product's content. @throws SchemeFaults with one line per fault: file, line, sentence. */
export function loadScheme(root: string, id: string): LoadedScheme {
  const source = loadSchemeText(root, id);
  if (!source) throw new SchemeFaults(`content/schemes/${id}.yaml:1 — there is no such scheme.`);
  return parseScheme(source.text, source.file, source.document);
}

type Document = NonNullable<ReturnType<typeof loadSchemeText>>['document'];

export function parseScheme(text: string, file: string, document: Document): LoadedScheme {
  const broken = syntaxFaults(document, file);
  if (broken.length > 0) throw new SchemeFaults(broken.map((fault) => formatFault(fault, 'en')).join('\n'));
  const checked = checkScheme(document.document.toJS());
  if (!checked.ok) throw new SchemeFaults(checked.faults.map(({ path, message }) => formatFault(faultAt(document, file, path, message), 'en')).join('\n'));
  const { scheme } = checked;
  const digest = `sha256-${createHash('sha256').update(canonicalScheme(scheme)).digest('hex')}`;
  return { scheme, text, digest, reference: `${scheme.id}@${scheme.version}:${digest}` };
}
