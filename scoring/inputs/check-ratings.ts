import { type Fault, fault, nameFault } from '../faults.ts';
import { pairKey } from '../image/variance.ts';
import type { GroupTally, UnitInput } from '../input.ts';
import type { ImageNode, SchemeNode } from '../scheme/nodes.ts';
import type { Path } from '../scheme/walk.ts';
import { inInput } from '../sentences.ts';
import { checkFlagged } from '../what-if/check-flagged.ts';

const validAnswers = (counts: Readonly<Record<string, number>>, node: ImageNode): number => node.levels.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);

function checkCounts(tally: GroupTally, questions: readonly string[], node: ImageNode, path: Path): Fault[] {
  const levels = [...node.levels.map(({ id }) => id), node.dont_know];
  return Object.entries(tally.counts).flatMap(([question, counts]) => {
    const here = [...path, 'counts', question];
    if (!questions.includes(question)) return [nameFault(here, inInput.unknownQuestion(question, questions))];
    const strangers = Object.keys(counts).filter((level) => !levels.includes(level));
    const answers = validAnswers(counts, node);
    return [
      ...strangers.map((level) => nameFault([...here, level], inInput.unknownLevel(level, levels))),
      ...(tally.roster !== null && answers > tally.roster ? [fault(here, inInput.moreThanRoster(answers, tally.roster))] : []),
    ];
  });
}

const pairs = new WeakMap<ImageNode, Map<string, ReadonlySet<string>>>();

/** Keys of all pairs of a questionnaire's questions, put together once per scheme. */
function pairsOf(questions: readonly string[], node: ImageNode): ReadonlySet<string> {
  const found = pairs.get(node) ?? new Map<string, ReadonlySet<string>>();
  pairs.set(node, found);
  const id = questions.join(' ');
  const known = found.get(id) ?? new Set(questions.flatMap((a) => questions.map((b) => pairKey(a, b))));
  found.set(id, known);
  return known;
}

function checkPairs(tally: GroupTally, questions: readonly string[], node: ImageNode, path: Path): Fault[] {
  const known = pairsOf(questions, node);
  const valid = new Map(Object.entries(tally.counts).map(([question, counts]) => [question, validAnswers(counts, node)]));
  const keys = (record: 'products' | 'pairs'): Fault[] =>
    Object.keys(tally[record] ?? {}).flatMap((key) => (known.has(key) ? [] : [fault([...path, record, key], inInput.pairKey(key))]));
  const counts = Object.entries(tally.pairs ?? {}).flatMap(([key, both]) => {
    const most = Math.min(...key.split('*').map((question) => valid.get(question) ?? 0));
    return known.has(key) && both > most ? [fault([...path, 'pairs', key], inInput.pairCount(key, most))] : [];
  });
  return [...keys('products'), ...keys('pairs'), ...counts];
}

/** Tallies of one unit against the public-image nodes of its category. */
export function checkRatings(unit: UnitInput, nodes: readonly SchemeNode[], path: Path): Fault[] {
  const images = nodes.filter((node) => node.kind === 'image');
  return Object.entries(unit.ratings ?? {}).flatMap(([id, tally]) => {
    const here = [...path, 'ratings', id];
    const found = images.flatMap((node) => node.groups.filter((group) => group.id === id).map((group) => ({ node, group })));
    if (found.length === 0) return [nameFault(here, inInput.unknownGroup(id))];
    return found.flatMap(({ node, group }) => {
      const questions = node.questionnaires.find((one) => one.id === group.questionnaire)?.questions.map((one) => one.id) ?? [];
      return [...checkCounts(tally, questions, node, here), ...checkPairs(tally, questions, node, here), ...checkFlagged(tally, here)];
    });
  });
}
