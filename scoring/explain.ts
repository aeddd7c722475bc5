import type { Interval, ResultNode, Text, UnitResult } from './result.ts';

type Language = keyof Text;

const WORDS = {
  zh: {
    none: '无得分',
    weight: '权重',
    applied: '实计',
    interval: '区间',
    answers: '有效答案',
    dontKnow: '不知道',
    rank: '名次',
    grade: '等次',
    from: '依据',
    due: '期限',
    because: '因为',
    inForce: '责任书有效',
    notInForce: '责任书未生效',
    answerable: '责任人',
  },
  en: {
    none: 'no figure',
    weight: 'weight',
    applied: 'applied',
    interval: 'interval',
    answers: 'valid answers',
    dontKnow: "don't know",
    rank: 'rank',
    grade: 'grade',
    from: 'from',
    due: 'due',
    because: 'because',
    inForce: 'letter in force',
    notInForce: 'letter not in force',
    answerable: 'answers for it',
  },
} as const;

function weightText({ weight }: ResultNode, language: Language): string {
  if (weight === undefined) return '';
  const words = WORDS[language];
  const moved = weight.applied === weight.stated ? '' : ` → ${words.applied} ${weight.applied}`;
  return ` [${words.weight} ${weight.stated}${moved}]`;
}

const intervalText = (interval: Interval | undefined, language: Language): string =>
  interval === undefined || interval.kind === 'none' ? '' : ` (${WORDS[language].interval} ${interval.low}–${interval.high})`;

const UNITS = {
  points: { zh: ' 分', en: '' },
  percent: { zh: '%', en: ' %' },
  coefficient: { zh: '', en: '' },
  yuan: { zh: ' 元', en: ' yuan' },
  count: { zh: '', en: '' },
} as const;

function headline(node: ResultNode, language: Language): string {
  const value = node.rounded === null ? WORDS[language].none : node.rounded + UNITS[node.scale.unit][language];
  return `${node.label[language]}: ${value}${weightText(node, language)}${intervalText(node.interval, language)}`;
}

function details(node: ResultNode, language: Language): string[] {
  const words = WORDS[language];
  const answers = node.answers;
  return [
    `= ${node.rule[language]}`,
    ...(answers ? [`${words.answers} ${answers.valid}, ${words.dontKnow} ${answers.dontKnow}`] : []),
    ...node.inputs.map(
      ({ label, value, path, source }) => `${words.from} ${label[language]}: ${value} (${source === undefined ? path : `${path}, ${source}`})`,
    ),
    ...node.notes.map(({ text }) => `! ${text[language]}`),
  ];
}

function lines(node: ResultNode, language: Language, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return [
    `${indent}${headline(node, language)}`,
    ...details(node, language).map((line) => `${indent}  ${line}`),
    ...node.children.flatMap((child) => lines(child, language, depth + 1)),
  ];
}

function consequenceLines({ consequences = [] }: UnitResult, language: Language): string[] {
  const words = WORDS[language];
  return consequences.map(({ label, because, due }) => {
    const by = due === undefined ? '' : `, ${words.due} ${due}`;
    return `→ ${label[language]}${by} (${words.because} ${because[language]})`;
  });
}

function letterLines({ letter }: UnitResult, language: Language): string[] {
  if (letter === undefined) return [];
  const words = WORDS[language];
  const who = letter.answers === null ? '' : `, ${words.answerable}: ${letter.answers}`;
  return [`${letter.inForce ? words.inForce : words.notInForce}${who}`];
}

function unitLines(unit: UnitResult, language: Language): string[] {
  const words = WORDS[language];
  const facts = [...(unit.rank === null ? [] : [`${words.rank} ${unit.rank}`]), ...(unit.grade === null ? [] : [`${words.grade} ${unit.grade}`])];
  const beside = [...(unit.rewards ?? []), ...(unit.figures ?? []), ...(unit.payouts ?? [])];
  return [
    [unit.id, ...facts].join(', '),
    ...unit.notes.map(({ text }) => `! ${text[language]}`),
    ...consequenceLines(unit, language),
    ...letterLines(unit, language),
    ...lines(unit.tree, language, 0),
    ...beside.flatMap((node) => lines(node, language, 0)),
  ];
}

/**
 * A result as plain text that an officer can follow on paper: each figure, its rule with the numbers filled in, where
 * its inputs came from, and what caps, overrides and missing parts did; parts indented below what they make up.
 */
export function explain(result: ResultNode | UnitResult, language: Language): string {
  const text = 'tree' in result ? unitLines(result, language) : lines(result, language, 0);
  return text.join('\n');
}
