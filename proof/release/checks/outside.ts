import { type Finding, open } from './finding.ts';

/** What nobody outside can check from a release, said each time. */
export const OUTSIDE: readonly Finding[] = [
  open(
    'outside.ballots',
    null,
    '每张评议票是否原样计入，外人看不到：评议人可以核对自己的回执，审计员可以在开封后重新计票。',
    'Whether each ballot was counted as it was cast cannot be seen from outside: raters can check their own receipt, auditors can count again after the opening.',
  ),
  open(
    'outside.facts',
    null,
    '单位报告的数字和评分依据是否属实，要看证明材料和所列文件；本程序只核对它们怎样变成得分。',
    'Whether reported figures and findings are true is told by the evidence and the named documents; this program only checks how they become scores.',
  ),
  open(
    'outside.omitted',
    null,
    '是否有该公布而没有公布的留言、报告或文件，从发布本身看不出来。',
    'Whether comments, reports or documents were left out that should be here cannot be seen from the release itself.',
  ),
];
