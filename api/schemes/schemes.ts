import { createHash } from 'node:crypto';
import { loadSchemeText } from '../../content/load.ts';
import { type Fault, faultAt, formatFault, fullWidthFaults, plainData, type YamlDocument } from '../../content/yaml.ts';
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

/** Everything that is wrong with a scheme file. The message is one line per fault, in English: file, line, sentence. */
export class SchemeFaults extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => formatFault(fault, 'en')).join('\n'));
    this.faults = faults;
  }
}

/** Reads a scheme of the product's content. @throws SchemeFaults with one line per fault: file, line, sentence. */
export function loadScheme(root: string, id: string): LoadedScheme {
  const source = loadSchemeText(root, id);
  if (!source)
    throw new SchemeFaults([{ file: `content/schemes/${id}.yaml`, line: 1, path: '', message: { zh: '没有这个办法。', en: 'there is no such scheme.' } }]);
  return parseScheme(source.text, source.file, source.document);
}

/** What to tell of a faulty file: punctuation of a Chinese keyboard first, since the rest mostly follows from it. */
export function likely(text: string, file: string, faults: readonly Fault[]): readonly Fault[] {
  const marks = fullWidthFaults(text, file);
  return marks.length > 0 ? marks : faults;
}

export function parseScheme(text: string, file: string, document: YamlDocument): LoadedScheme {
  const read = plainData(document, file);
  if (read.faults.length > 0) throw new SchemeFaults(likely(text, file, read.faults));
  const checked = checkScheme(read.value);
  if (!checked.ok) {
    const faults = checked.faults.map(({ path, message }) => faultAt(document, file, path, message));
    throw new SchemeFaults(likely(text, file, faults));
  }
  const { scheme } = checked;
  const digest = `sha256-${createHash('sha256').update(canonicalScheme(scheme)).digest('hex')}`;
  return { scheme, text, digest, reference: `${scheme.id}@${scheme.version}:${digest}` };
}
