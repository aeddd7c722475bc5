import type { CityGroup, Text } from '../../content/load.ts';
import type { PublicImport } from '../../proof/release/files.ts';
import type { ResultNode } from '../../scoring/result.ts';
import type { ImageNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { walk } from '../../scoring/scheme/walk.ts';
import type { PublicCity } from '../release.ts';
import type { GroupSplits } from './splits.ts';

export interface LevelCount {
  readonly id: string;
  readonly label: Text;
  readonly count: number;
  /** Start and width in per cent of the valid answers. */
  readonly from: number;
  readonly width: number;
}

export interface QuestionFacts {
  readonly node: ResultNode;
  /** Null where the question is suppressed or nobody answered. */
  readonly levels: readonly LevelCount[] | null;
  /** Ballots, or people on the list, without any answer to it; null where neither number is known. */
  readonly noAnswer: number | null;
}

export interface GroupFacts {
  readonly node: ResultNode;
  readonly group: CityGroup | null;
  readonly roster: string | null;
  /** Ballots of the group about the unit, counted at closing; null where there was no sealed window. */
  readonly ballots: number | null;
  /** Fewest answers among the questions, as per cent of the list. */
  readonly coverage: string | null;
  readonly uniqueness: readonly { readonly label: Text; readonly text: Text }[];
  /** Where answers of the group came from that were brought in. */
  readonly origins: readonly PublicImport[];
  readonly questions: readonly QuestionFacts[];
  /** How its answers came together; null where the release says nothing of it. */
  readonly splits: GroupSplits | null;
}

export interface RatingFacts {
  readonly node: ResultNode;
  readonly levels: ImageNode['levels'];
  readonly groups: readonly GroupFacts[];
}

/** The node made by an operation, wherever it stands in the tree. */
export function findOperation(node: ResultNode, operation: string): ResultNode | null {
  if (node.operation === operation) return node;
  for (const child of node.children) {
    const found = findOperation(child, operation);
    if (found) return found;
  }
  return null;
}

function levelsOf(node: ResultNode, levels: ImageNode['levels']): LevelCount[] | null {
  const text = node.inputs.find(({ kind }) => kind === 'tally')?.value ?? '—';
  const counts = new Map([...text.matchAll(/(\S+)=(\d+)/g)].map(([, id = '', count = '0']) => [id, Number(count)]));
  const all = levels.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  if (all === 0 || node.exact === null) return null;
  let before = 0;
  return levels.map(({ id, label }) => {
    const count = counts.get(id) ?? 0;
    const from = percent(before, all);
    before += count;
    return { id, label, count, from, width: Math.round((percent(before, all) - from) * 100) / 100 };
  });
}

const percent = (part: number, all: number): number => Math.round((part / all) * 10_000) / 100;

type About = Pick<GroupFacts, 'ballots' | 'origins' | 'splits'>;

function groupFacts(node: ResultNode, city: PublicCity, levels: ImageNode['levels'], { ballots, ...about }: About): GroupFacts {
  const group = city.groups.find(({ id }) => id === node.id) ?? null;
  const roster = node.inputs.find(({ path }) => path.endsWith('.roster'))?.value ?? null;
  const valid = node.answers?.valid ?? 0;
  return {
    node,
    group,
    roster,
    ballots,
    coverage: roster === null || Number(roster) === 0 ? null : ((valid / Number(roster)) * 100).toFixed(0),
    uniqueness: city.channels.filter(({ id }) => group?.channels.includes(id)).map(({ label, uniqueness }) => ({ label, text: uniqueness })),
    ...about,
    questions: node.children.map((question) => ({
      node: question,
      levels: levelsOf(question, levels),
      noAnswer: silence(question, ballots ?? (roster === null ? null : Number(roster))),
    })),
  };
}

/** Those of `all` who gave neither a level nor "don't know". Null where the question is not shown, or the counts do not fit. */
function silence({ answers }: ResultNode, all: number | null): number | null {
  if (all === null || !answers) return null;
  const left = all - answers.valid - answers.dontKnow;
  return left < 0 ? null : left;
}

/**
 * Ratings of one unit by group and question, as the result tree publishes them. Null where the scheme has no rated part.
 * @param ballots ballots of a group about the unit, where a sealed window counted them.
 * @param imports what was brought into that window.
 * @param splits how the answers of a group came together.
 */
export function ratingFacts(
  tree: ResultNode,
  scheme: Scheme | undefined,
  city: PublicCity,
  ballots: (group: string) => number | null = () => null,
  imports: readonly PublicImport[] = [],
  splits: (group: ResultNode, levels: ImageNode['levels']) => GroupSplits | null = () => null,
): RatingFacts | null {
  const node = findOperation(tree, 'image');
  const image = scheme?.categories.flatMap((category) => walk(category.tree)).find((step) => step.node.kind === 'image')?.node;
  if (!node || image?.kind !== 'image') return null;
  return {
    node,
    levels: image.levels,
    groups: node.children.map((child) =>
      groupFacts(child, city, image.levels, {
        ballots: ballots(child.id),
        origins: imports.filter(({ group }) => group === child.id),
        splits: splits(child, image.levels),
      }),
    ),
  };
}
