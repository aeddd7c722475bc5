import { parse } from 'yaml';
import { canonicalScheme, checkScheme, type Scheme } from '../../../scoring/index.ts';
import { sha256Hex } from '../../hash.ts';
import type { ReleaseContents } from '../contents.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';
import { type Opened, textOf } from './opened.ts';

/** Digest of a scheme's canonical form, as references name it. */
export const schemeDigest = (scheme: Scheme): string => `sha256-${sha256Hex(canonicalScheme(scheme))}`;

/** The schemes hold, say the same as YAML and as JSON, and are the ones that manifest, cycles and results name. */
export function checkSchemes(opened: Opened, contents: ReleaseContents): Finding[] {
  const ids = [...contents.schemes.keys()];
  const failures = [...ids.flatMap((id) => oneScheme(opened, contents, id)), ...references(opened, contents)];
  return failuresOr(
    failures,
    holds(
      'scheme.digest',
      null,
      `${ids.length} 个考核办法有效，YAML 与 JSON 一致，摘要与清单相符。`,
      `All ${ids.length} schemes hold, say the same as YAML and JSON, and have the digests that the manifest names.`,
    ),
  );
}

function oneScheme(opened: Opened, contents: ReleaseContents, id: string): Finding[] {
  const where = `schemes/${id}.json`;
  return guarded('scheme.form', where, () => {
    const checked = checkScheme(contents.schemes.get(id));
    if (!checked.ok) {
      const [fault] = checked.faults;
      return [fails('scheme.form', where, `考核办法 ${id} 不成立：${fault?.message.zh ?? ''}`, `The scheme ${id} does not hold: ${fault?.message.en ?? ''}`)];
    }
    const failures = checked.scheme.id === id ? [] : [fails('scheme.form', where, `${where} 里是另一个考核办法。`, `${where} holds another scheme.`)];
    const yaml = `schemes/${id}.yaml`;
    if (!opened.files.has(yaml)) return failures;
    const written = checkScheme(parse(textOf(opened, yaml), { uniqueKeys: true, maxAliasCount: 1000 }));
    if (written.ok && canonicalScheme(written.scheme) === canonicalScheme(checked.scheme)) return failures;
    return [...failures, fails('scheme.yaml', yaml, `${yaml} 与 ${where} 说的不一样。`, `${yaml} does not say what ${where} says.`)];
  });
}

function references({ manifest }: Opened, { cycles, scores, schemes }: ReleaseContents): Finding[] {
  const scored = scores.map(({ cycle }) => cycle);
  const named = Object.keys(manifest.schemes);
  return [
    ...scored
      .filter((cycle) => !named.includes(cycle))
      .map((cycle) => fails('scheme.reference', 'manifest.json', `清单没有写明 ${cycle} 用的考核办法。`, `The manifest does not name the scheme of ${cycle}.`)),
    ...named.flatMap((cycle) =>
      guarded('scheme.reference', 'manifest.json', () => {
        const reference = manifest.schemes[cycle] ?? '';
        const id = reference.split('@')[0] ?? '';
        const scheme = schemes.get(id);
        const cycleScheme = cycles.find((one) => one.id === cycle)?.scheme;
        const result = scores.find((one) => one.cycle === cycle);
        const faults: Finding[] = [];
        if (scheme && `${scheme.id}@${scheme.version}:${schemeDigest(scheme)}` !== reference)
          faults.push(
            fails(
              'scheme.digest',
              `schemes/${id}.json`,
              `考核办法 ${id} 与清单写明的摘要不符：办法被改动过。`,
              `The scheme ${id} does not have the digest that the manifest names: it was changed.`,
            ),
          );
        if (cycleScheme !== id)
          faults.push(
            fails('scheme.reference', 'cycles.json', `cycles.json 说 ${cycle} 用的是另一个考核办法。`, `cycles.json names another scheme for ${cycle}.`),
          );
        if (result && (result.result.scheme !== reference || result.input.scheme !== id))
          faults.push(
            fails(
              'scheme.reference',
              `scores/${cycle}/result.json`,
              `${cycle} 的得分用的不是清单写明的考核办法。`,
              `The scores of ${cycle} were made by another scheme than the manifest names.`,
            ),
          );
        return faults;
      }),
    ),
  ];
}
