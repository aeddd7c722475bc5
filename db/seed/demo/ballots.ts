import type { City, CityCycle, CityGroup, CityUnit } from '../../../content/load.ts';
import { type Quality, qualityOf } from './quality.ts';
import { type Random, random } from './random.ts';
import type { PlainBallot } from './rows.ts';

/** Range of ballots of a group about one unit; small numbers are likelier than large ones. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  'public-web': [40, 90],
  'public-newspaper': [12, 25],
  community: [13, 20],
  deputies: [8, 14],
  'civil-servants': [8, 12],
  'city-leaders': [3, 6],
  journalists: [3, 5],
  honorary: [3, 5],
};

/** How a group looks at units as a whole, and how often it does not know. */
const GROUPS: Readonly<Record<string, { readonly mood: number; readonly doubt: number }>> = {
  'public-web': { mood: -0.1, doubt: 0.1 },
  'public-newspaper': { mood: 0, doubt: 0.07 },
  community: { mood: 0.1, doubt: 0.06 },
  deputies: { mood: 0.25, doubt: 0.05 },
  'civil-servants': { mood: 0.3, doubt: 0.04 },
  'city-leaders': { mood: 0.45, doubt: 0.03 },
  journalists: { mood: -0.05, doubt: 0.06 },
  honorary: { mood: 0.35, doubt: 0.08 },
};

/** How much more often a question is answered "don't know" than the group's base. */
const DOUBT: Readonly<Record<string, number>> = { results: 0.7, attitude: 0.6, efficiency: 0.8, openness: 1.3, integrity: 1.8, overall: 0.8 };

/** Bodies that few people know: few ballots, some questions below the minimum. */
export const LITTLE_KNOWN = [
  'party-history',
  'taiwan-affairs',
  'survey-team',
  'social-sciences',
  'overseas-chinese',
  'hydrology',
  'next-generation',
  'trade-promotion',
] as const;

/** Groups from which nobody rated a unit. */
export const EMPTY_CELLS: Readonly<Record<string, readonly string[]>> = {
  'party-history': ['public-newspaper', 'honorary'],
  'survey-team': ['journalists'],
  hydrology: ['public-newspaper'],
  'social-sciences': ['honorary'],
  maritime: ['honorary'],
  'central-bank': ['journalists'],
  'taiwan-affairs': ['community'],
  'blood-centre': ['honorary'],
  qingxi: ['public-newspaper'],
};

const LEVELS: readonly (readonly [number, string])[] = [
  [1.05, 'good5'],
  [0.1, 'good4'],
  [-0.75, 'good3'],
  [-1.45, 'good2'],
];

/** All ballots of one cycle, unit by unit and group by group. */
export function* ballots(seed: string, city: City, cycle: CityCycle): Generator<PlainBallot> {
  for (const unit of city.units) {
    const quality = qualityOf(seed, unit.id, cycle.id);
    for (const group of city.groups) yield* groupBallots({ seed, city, cycle, unit, group, quality });
  }
}

interface Cell {
  readonly seed: string;
  readonly city: City;
  readonly cycle: CityCycle;
  readonly unit: CityUnit;
  readonly group: CityGroup;
  readonly quality: Quality;
}

function* groupBallots(cell: Cell): Generator<PlainBallot> {
  const { seed, city, cycle, unit, group } = cell;
  const draw = random(seed, 'ballots', cycle.id, unit.id, group.id);
  const questionnaire = city.questionnaires.find((one) => one.id === group.questionnaire);
  if (!questionnaire) return;
  const count = ballotCount(unit.id, group, draw);
  for (let i = 0; i < count; i++) {
    const dealt = questionnaire.screening ? (draw.chance(cell.quality.dealt) ? 'yes' : 'no') : undefined;
    const answers = answersOf(
      questionnaire.questions.map((question) => question.id),
      cell,
      draw,
      dealt,
    );
    yield { unitId: unit.id, group: group.id, channel: channelOf(group, draw), stratum: 'all', answers };
  }
}

function ballotCount(unitId: string, group: CityGroup, draw: Random): number {
  const [low, high] = SIZES[group.id] ?? [0, 0];
  if (EMPTY_CELLS[unitId]?.includes(group.id)) return 0;
  if (LITTLE_KNOWN.some((id) => id === unitId) && group.roster === null) return draw.int(Math.round(low / 4), Math.round(low / 2.5));
  const first = draw.next();
  return Math.min(group.roster ?? high, low + Math.floor((high - low + 1) * first * draw.next() * 0.999));
}

const channelOf = (group: CityGroup, draw: Random): string =>
  group.channels.length === 1 ? (group.channels[0] ?? '') : (group.channels[draw.chance(0.55) ? 1 : 0] ?? '');

/** One rater: a mood of their own that colours all answers, then a shade per question. */
function answersOf(questions: readonly string[], cell: Cell, draw: Random, dealt: 'yes' | 'no' | undefined): Record<string, string> {
  const mood = cell.quality.overall + (GROUPS[cell.group.id]?.mood ?? 0) + 0.62 * draw.bell();
  const doubt = (GROUPS[cell.group.id]?.doubt ?? 0.05) * (dealt === 'no' ? 1.35 : 0.8);
  const entries = questions.flatMap((question): [string, string][] => {
    if (draw.chance(0.004)) return [];
    if (draw.chance(doubt * (DOUBT[question] ?? 1))) return [[question, 'dk']];
    return [[question, levelOf(mood + (cell.quality.byQuestion[question] ?? 0) + 0.55 * draw.bell())]];
  });
  return Object.fromEntries([...(dealt === undefined ? [] : [['dealt', dealt] as const]), ...entries]);
}

const levelOf = (value: number): string => LEVELS.find(([from]) => value >= from)?.[1] ?? 'good1';
