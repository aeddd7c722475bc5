import type { Finding, Verification } from '../../../proof/release/verify.ts';

type Language = 'zh' | 'en';

const MARK = { true: '✓', false: '✗', null: '?' } as const;

const VERDICT: Readonly<Record<Verification['verdict'], Readonly<Record<Language, string>>>> = {
  holds: { zh: '凡能核对的都相符。', en: 'Everything that can be checked holds.' },
  fails: { zh: '有不相符之处，见上面标 ✗ 的各行。', en: 'Something does not hold: see the lines marked ✗.' },
  unchecked: {
    zh: '没有发现不相符，但有一部分本程序无法重算，见上面标 ? 的各行。',
    en: 'Nothing fails, but this program could not compute everything again: see the lines marked ?.',
  },
  nothing: { zh: '这里没有发布。', en: 'There is no release here.' },
};

const HEADS: readonly { readonly holds: Finding['holds']; readonly zh: string; readonly en: string }[] = [
  { holds: true, zh: '相符', en: 'Holds' },
  { holds: null, zh: '无法核对', en: 'Cannot be checked' },
  { holds: false, zh: '不相符', en: 'Does not hold' },
];

/** The findings for a reader at a terminal: what holds, what cannot be told, what does not hold. */
export function reportText({ manifest, manifestSha256, findings, verdict }: Verification, language: Language): string {
  const head = manifest
    ? language === 'zh'
      ? `${manifest.city} 第 ${manifest.release} 号发布（${manifest.kind}），${manifest.generatedAt}，程序 ${manifest.product}\n清单 SHA-256 ${manifestSha256}\n`
      : `${manifest.city}, release ${manifest.release} (${manifest.kind}), ${manifest.generatedAt}, product ${manifest.product}\nSHA-256 of the manifest ${manifestSha256}\n`
    : '';
  const parts = HEADS.map(({ holds, ...title }) => {
    const lines = findings.filter((finding) => finding.holds === holds).map((finding) => line(finding, language));
    return lines.length === 0 ? '' : `\n${title[language]} (${lines.length})\n${lines.join('\n')}\n`;
  });
  return `${head}${parts.join('')}\n${VERDICT[verdict][language]}\n`;
}

const line = ({ holds, sentence, where, id }: Finding, language: Language): string =>
  `  ${MARK[`${holds}`]} ${sentence[language]}${holds === false ? `\n      ${id}${where ? ` · ${where}` : ''}` : ''}`;

/** 0: all that can be checked holds. 1: something does not. 2: it could not be checked. */
export const exitCodeOf = ({ verdict }: Verification): 0 | 1 | 2 => ({ holds: 0, fails: 1, unchecked: 2, nothing: 2 })[verdict] as 0 | 1 | 2;
