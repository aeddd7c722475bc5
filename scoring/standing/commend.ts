import { exact, floorOf, type Rational, round, toText } from '../exact.ts';
import { note } from '../nodes/draft.ts';
import type { Note, ResultNode, Text } from '../result.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Floor, Scheme } from '../scheme/schema.ts';
import { childrenOf } from '../scheme/walk.ts';

/** What the commendation rule needs to know of a unit with a total. */
export interface Candidate {
  readonly rank: number;
  readonly barred: boolean;
  readonly tree: ResultNode;
  readonly scheme: SchemeNode;
}

export interface Verdict {
  readonly commended: boolean;
  readonly notes: readonly Note[];
}

/** The result of the scheme's part with this id; goals, groups and questions may share its name and are not meant. */
export function partOf(tree: ResultNode, scheme: SchemeNode, id: string): ResultNode | null {
  if (scheme.id === id) return tree;
  for (const [index, part] of childrenOf(scheme).entries()) {
    const child = tree.children[index];
    const found = child === undefined ? null : partOf(child, part, id);
    if (found !== null) return found;
  }
  return null;
}

function figure({ tree, scheme }: Candidate, part: string): Rational | null {
  const value = partOf(tree, scheme, part)?.exact ?? null;
  return value === null ? null : exact(value);
}

/**
 * Whether a value is among the last places: fewer than floor(n × share) units lie strictly below it.
 * Tied units share the verdict; with floor(n × share) = 0 nobody is.
 */
export function inBottom(value: Rational, all: readonly Rational[], share: Rational): boolean {
  const places = floorOf(share.mul(exact(all.length)));
  const below = all.filter((other) => other.compare(value) < 0).length;
  return BigInt(below) < places;
}

function failed(floor: Floor, candidate: Candidate, field: readonly Candidate[], decimals: number): Note | null {
  const value = figure(candidate, floor.part);
  const label: Text = partOf(candidate.tree, candidate.scheme, floor.part)?.label ?? { zh: floor.part, en: floor.part };
  if (value === null) return note('missing', `“${label.zh}”没有得分，不予表彰。`, `“${label.en}” has no figure: not commended.`);
  const printed = round(value, decimals);
  if (floor.at_least !== undefined && value.compare(exact(floor.at_least)) < 0) {
    const en = `“${label.en}” ${printed} is below the floor of ${floor.at_least}: the place is lost and stays empty.`;
    return note('excluded', `“${label.zh}”${printed} 低于底线 ${floor.at_least}，不予表彰，名额空缺。`, en);
  }
  const all = field.flatMap((one) => figure(one, floor.part) ?? []);
  if (floor.not_in_bottom !== undefined && inBottom(value, all, exact(floor.not_in_bottom))) {
    const share = toText(exact(floor.not_in_bottom).mul(exact(100)));
    const en = `“${label.en}” is among the last ${share} % of the category: the place is lost and stays empty.`;
    return note('excluded', `“${label.zh}”处于本类别末位 ${share}%，不予表彰，名额空缺。`, en);
  }
  return null;
}

/**
 * Commended are the first places that pass every floor and carry no veto that bars it. A lost place stays empty.
 * @param field the units of one ranked category that have a total.
 */
export function commend(rule: NonNullable<Scheme['commendation']>, field: readonly Candidate[], decimals: number): Verdict[] {
  return field.map((candidate) => {
    if (candidate.rank > rule.places) return { commended: false, notes: [] };
    const notes = rule.requires.flatMap((floor) => failed(floor, candidate, field, decimals) ?? []);
    return { commended: notes.length === 0 && !candidate.barred, notes };
  });
}
