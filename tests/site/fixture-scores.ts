import type { PublicUnit } from '../../proof/release/files.ts';
import type { Finding, Goal, GroupTally, ScoringInput, UnitInput } from '../../scoring/input.ts';
import type { ImageNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { walk } from '../../scoring/scheme/walk.ts';

export const UNIT_IDS: readonly string[] = [
  'education',
  'public-security',
  'housing',
  'transport',
  'water',
  'health',
  'statistics',
  'yunze',
  'jiangwan',
  'development-zone',
];

/** Without a year-end review: no total. */
const UNFINISHED = 'statistics';
/** Few web answers and no newspaper ballots. */
const RARELY_RATED = 'health';

/** Numbers that look scattered and are the same each time. */
function scatter(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function tally(seed: string, image: ImageNode, groupId: string, roster: number | null, ballots: number): GroupTally {
  const next = scatter(seed);
  const lean = 0.35 + next() * 0.4;
  const group = image.groups.find(({ id }) => id === groupId);
  const questions = image.questionnaires.find(({ id }) => id === group?.questionnaire)?.questions ?? [];
  const counts = questions.map(({ id }) => {
    const answers: Record<string, number> = { dk: 0 };
    for (let ballot = 0; ballot < ballots; ballot += 1) {
      const level =
        next() < 0.06 ? 'dk' : image.levels[Math.min(image.levels.length - 1, Math.floor((-Math.log(1 - next()) / Math.log(2)) * (1 - lean) * 1.7))]?.id;
      if (level) answers[level] = (answers[level] ?? 0) + 1;
    }
    return [id, answers] as const;
  });
  return { roster, counts: Object.fromEntries(counts) };
}

const BALLOTS: Readonly<Record<string, readonly [number | null, number]>> = {
  'public-web': [null, 420],
  'public-newspaper': [null, 36],
  community: [120, 96],
  deputies: [45, 38],
  'civil-servants': [36, 30],
  'city-leaders': [8, 8],
  journalists: [7, 5],
  honorary: [6, 4],
};

function ratingsOf(id: string, image: ImageNode): Record<string, GroupTally> {
  const entries = Object.entries(BALLOTS).map(([group, [roster, ballots]]) => {
    const share = id === RARELY_RATED && roster === null ? (group === 'public-web' ? 0.055 : 0) : 1;
    return [group, tally(`${id}/${group}`, image, group, roster, Math.round(ballots * share))] as const;
  });
  return Object.fromEntries(entries);
}

const findingsOf = (id: string): Finding[] => [
  { part: 'management', kind: 'deduct', criterion: 'late-report', period: 'q2', points: '2', source: '督查通报2024-17', reason: '第二季度报告迟报' },
  { part: 'management', kind: 'add', criterion: 'open-data', period: 'q3', points: '1', source: '数据目录2024-03' },
  { part: 'management', kind: 'tier', criterion: 'banded-ranking', level: id === 'water' ? 'tier-1' : 'tier-2', source: '年终排名文件' },
  ...(id === 'transport' ? [{ part: 'total', kind: 'veto', criterion: 'safety', source: '事故调查报告2024-02' } as const] : []),
  ...(id === 'education' ? [{ part: 'achievements', kind: 'override', criterion: 'province-top-three', place: 2, source: '省厅通报2024-51' } as const] : []),
];

function goalsFor(id: string): Goal[] {
  const next = scatter(id);
  return [
    {
      goal: 'g1',
      label: { zh: '新增供水管网', en: 'New supply pipes' },
      target: '120',
      actual: String(96 + Math.round(next() * 40)),
      verified: String(96 + Math.round(next() * 30)),
    },
    {
      goal: 'g2',
      label: { zh: '投诉按期办结率', en: 'Complaints closed in time' },
      direction: 'at-least',
      target: '95',
      actual: (88 + next() * 10).toFixed(1),
      verified: (88 + next() * 9).toFixed(1),
    },
    {
      goal: 'g3',
      kind: 'milestone',
      label: { zh: '服务大厅启用', en: 'Service hall opened' },
      due: '2024-10-31',
      done: next() > 0.5 ? '2024-10-20' : '2024-11-12',
    },
  ];
}

function unitInput({ id, category }: PublicUnit, image: ImageNode): UnitInput {
  const next = scatter(`${id}-values`);
  const review: Record<string, string | null> = { 'half-year': '1', 'year-end': id === UNFINISHED ? null : '1' };
  const achievements =
    category === 'departments'
      ? { 'key-tasks': { manyuan: (82 + next() * 16).toFixed(1), investment: (78 + next() * 18).toFixed(1) }, 'main-business': goalsFor(id) }
      : { indicators: goalsFor(id) };
  return { id, category, values: { ...achievements, management: review }, findings: findingsOf(id), ratings: ratingsOf(id, image) };
}

function imageOf(scheme: Scheme): ImageNode {
  const image = scheme.categories
    .flatMap(({ tree }) => walk(tree))
    .map(({ node }) => node)
    .find((node) => node.kind === 'image');
  if (image?.kind !== 'image') throw new Error('the scheme has no public image');
  return image;
}

/** Input of one scoring run over the fixture's units. */
export function inputOf(scheme: Scheme, cycle: string, units: readonly PublicUnit[]): ScoringInput {
  const image = imageOf(scheme);
  return { scheme: scheme.id, cycle, units: units.map((unit) => unitInput(unit, image)) };
}

/** Ratings by one open group and nothing else. */
export function surveyInput(scheme: Scheme, cycle: string, units: readonly PublicUnit[]): ScoringInput {
  const image = imageOf(scheme);
  return {
    scheme: scheme.id,
    cycle,
    units: units.map(({ id, category }) => ({ id, category, ratings: { residents: tally(id, image, 'residents', null, 374) } })),
  };
}
