import type { City, CityCycle } from '../../../content/load.ts';
import type { TallySplits } from '../../schema/windows.ts';
import { random } from './random.ts';
import type { PlainBallot } from './rows.ts';

/** Of a hundred ballots of an open group: how many come from each of the city's areas, in their order. */
const SHARES = [58, 24, 18];

/** The ballots of an earlier system, each from an area where anybody could take part. */
export function* withAreas(seed: string, city: City, cycle: CityCycle, ballots: Iterable<PlainBallot>): Generator<PlainBallot> {
  const draw = random(seed, 'areas', cycle.id);
  const drawn = city.areas.flatMap(({ id }, i) => Array<string>(SHARES[i] ?? 1).fill(id));
  const open = new Set(city.groups.filter(({ kind }) => kind === 'open').map(({ id }) => id));
  for (const ballot of ballots) yield open.has(ballot.group) && drawn.length > 0 ? { ...ballot, stratum: draw.pick(drawn) } : ballot;
}

type Label = { ballots: number; readonly counts: Record<string, Record<string, number>> };

/** Splits of one group about one unit by channel and by area; what is the same for all ballots is no split. */
export function splitter(questions: readonly string[], levels: readonly string[]) {
  const splits = { channel: new Map<string, Label>(), stratum: new Map<string, Label>() };
  const note = (split: Map<string, Label>, label: string, { answers }: PlainBallot): void => {
    const cell = split.get(label) ?? { ballots: 0, counts: Object.fromEntries(questions.map((question) => [question, {}])) };
    split.set(label, cell);
    cell.ballots += 1;
    for (const question of questions) {
      const level = answers[question] ?? '';
      const counts: Record<string, number> = cell.counts[question] ?? {};
      if (levels.includes(level)) counts[level] = (counts[level] ?? 0) + 1;
    }
  };
  return {
    add: (ballot: PlainBallot): void => {
      note(splits.channel, ballot.channel, ballot);
      note(splits.stratum, ballot.stratum, ballot);
    },
    splits: (): TallySplits => {
      const split = Object.entries(splits).filter(([, labels]) => labels.size > 1);
      return Object.fromEntries(split.map(([by, labels]) => [by, Object.fromEntries([...labels].sort().map(([label, cell]) => [label, sorted(cell)]))]));
    },
  };
}

const sorted = ({ ballots, counts }: Label): Label => ({
  ballots,
  counts: Object.fromEntries(Object.entries(counts).map(([question, levels]) => [question, Object.fromEntries(Object.entries(levels).sort())])),
});
