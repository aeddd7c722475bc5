import { exact, round } from './exact.ts';
import type { Interval, Provenance, ResultNode, Text, UnitResult } from './result.ts';

type Language = keyof Text;

const WORDS = {
  zh: {
    none: '无得分',
    weight: '权重',
    applied: '实计',
    interval: '误差区间',
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

const MARKS = {
  zh: { colon: '：', comma: '，', open: '（', close: '）' },
  en: { colon: ': ', comma: ', ', open: ' (', close: ')' },
} as const;

const PLAUSIBLE = {
  zh: (from: number, until: number) => `可能在 ${from}—${until} 之间`,
  en: (from: number, until: number) => `plausibly ${from} to ${until}`,
} as const;

const inside = (text: string, language: Language): string => `${MARKS[language].open}${text}${MARKS[language].close}`;

/** A weight that terminates as it is, any other with two decimals and a mark that it is rounded. */
const weightFigure = (weight: string): string => (weight.includes('/') ? `≈${round(exact(weight), 2)}` : weight);

function weightText({ weight }: ResultNode, language: Language): string {
  if (weight === undefined) return '';
  const words = WORDS[language];
  const moved = weight.applied === weight.stated ? '' : ` → ${words.applied} ${weightFigure(weight.applied)}`;
  return ` [${words.weight} ${weightFigure(weight.stated)}${moved}]`;
}

const intervalText = (interval: Interval | undefined, language: Language): string =>
  interval === undefined || interval.kind === 'none' ? '' : inside(`${WORDS[language].interval} ${interval.low}–${interval.high}`, language);

const UNITS = {
  points: { zh: ' 分', en: '' },
  percent: { zh: '%', en: ' %' },
  coefficient: { zh: '', en: '' },
  yuan: { zh: ' 元', en: ' yuan' },
  count: { zh: '', en: '' },
} as const;

function headline(node: ResultNode, language: Language): string {
  const value = node.rounded === null ? WORDS[language].none : node.rounded + UNITS[node.scale.unit][language];
  return `${node.label[language]}${MARKS[language].colon}${value}${weightText(node, language)}${intervalText(node.interval, language)}`;
}

/** A part of which nothing at all was entered has neither rule nor parts worth reading. */
const isBlank = (node: ResultNode): boolean => node.exact === null && node.inputs.length === 0 && node.children.every(isBlank);

const notesOf = (node: ResultNode, language: Language): string[] => node.notes.map(({ text }) => `! ${text[language]}`);

/** One input: what it is called, unless the figure above has the same name, its value, and where it stands. */
function inputLine({ kind, label, value, path, source }: Provenance, node: ResultNode, language: Language): string {
  const { colon, comma } = MARKS[language];
  const named = kind !== 'value' || node.inputs.length > 1 || label[language] !== node.label[language] ? `${label[language]}${colon}` : '';
  return `${WORDS[language].from} ${named}${value}${inside(source === undefined ? path : `${path}${comma}${source}`, language)}`;
}

function details(node: ResultNode, language: Language): string[] {
  const words = WORDS[language];
  const answers = node.answers;
  return [
    `= ${node.rule[language]}`,
    ...(answers ? [`${words.answers} ${answers.valid}${MARKS[language].comma}${words.dontKnow} ${answers.dontKnow}`] : []),
    ...node.inputs.map((input) => inputLine(input, node, language)),
    ...notesOf(node, language),
  ];
}

function lines(node: ResultNode, language: Language, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return [
    `${indent}${headline(node, language)}`,
    ...(isBlank(node) && depth > 0 ? notesOf(node, language) : details(node, language)).map((line) => `${indent}  ${line}`),
    ...(isBlank(node) && depth > 0 ? [] : node.children.flatMap((child) => lines(child, language, depth + 1))),
  ];
}

function consequenceLines({ consequences = [] }: UnitResult, language: Language): string[] {
  const words = WORDS[language];
  return consequences.map(({ label, because, due }) => {
    const by = due === undefined ? '' : `${MARKS[language].comma}${words.due} ${due}`;
    return `→ ${label[language]}${by}${inside(`${words.because}${MARKS[language].colon}${because[language]}`, language)}`;
  });
}

function letterLines({ letter }: UnitResult, language: Language): string[] {
  if (letter === undefined) return [];
  const words = WORDS[language];
  const who = letter.answers === null ? '' : `${MARKS[language].comma}${words.answerable}${MARKS[language].colon}${letter.answers}`;
  return [`${letter.inForce ? words.inForce : words.notInForce}${who}`];
}

/** The place, and the places that chance leaves open where there are several. */
function rankFacts({ rank, rankInterval }: UnitResult, language: Language): string[] {
  if (rank === null) return [];
  const [from, until] = rankInterval ?? [rank, rank];
  return [`${WORDS[language].rank} ${rank}${from === until ? '' : inside(PLAUSIBLE[language](from, until), language)}`];
}

function unitLines(unit: UnitResult, language: Language): string[] {
  const words = WORDS[language];
  const facts = [...rankFacts(unit, language), ...(unit.grade === null ? [] : [`${words.grade} ${unit.grade}`])];
  const beside = [...(unit.rewards ?? []), ...(unit.figures ?? []), ...(unit.payouts ?? [])];
  return [
    [unit.id, ...facts].join(MARKS[language].comma),
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
