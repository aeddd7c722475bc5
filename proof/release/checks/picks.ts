import { type PickPart, pickParts, type Scheme, type UnitInput } from '../../../scoring/index.ts';
import { categoryPlace } from '../../picks.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicScores, WindowRecord } from '../files.ts';
import { type Finding, fails } from './finding.ts';

/** How often a unit was named for a part; null where that is not published. */
const namedOf = ({ values }: UnitInput, part: string): number | null => {
  const given = values?.[part];
  const named = given && !Array.isArray(given) ? (given as Readonly<Record<string, string | null>>)['named'] : null;
  return named == null ? null : Number(named);
};

/** Units of the part's category whose figure is published. */
function namesOf({ part, category }: PickPart, units: readonly UnitInput[]): { readonly unit: string; readonly named: number }[] {
  return units.flatMap((unit) => {
    const named = unit.category === category ? namedOf(unit, part) : null;
    return named === null ? [] : [{ unit: unit.id, named }];
  });
}

/** Picks of which there are too few ballots to publish, or more names than the ballots can hold. */
export function pickFailures(scheme: Scheme, { cycle, input }: PublicScores): Finding[] {
  return pickParts(scheme).flatMap((pick): Finding[] => {
    const { part, category, choose, ballots: rule } = pick;
    const ballots = input.ballots?.[part];
    const names = namesOf(pick, input.units);
    if (ballots === undefined || names.length === 0) return [];
    const where = `scores/${cycle}/input.json ballots.${part}`;
    const least = Math.min(...rule.groups.map(({ minimum }) => minimum));
    const sum = names.reduce((all, { named }) => all + named, 0);
    const complete = names.length === input.units.filter((unit) => unit.category === category).length;
    const fewest = rule.fewer === 'refused' ? ballots * choose : ballots;
    const over = names.filter(({ named }) => named > ballots);
    return [
      ...(ballots < least
        ? [
            fails(
              'tallies.minimum',
              where,
              `${part} 只有 ${ballots} 张票，低于下限 ${least}，不应公布。`,
              `${part}: only ${ballots} ballots, below the minimum of ${least}; it must not be published.`,
            ),
          ]
        : []),
      ...over.map(({ unit, named }) =>
        fails(
          'tallies.picks',
          `${where} ${unit}`,
          `${unit} 被提名 ${named} 次，而票只有 ${ballots} 张。`,
          `${unit} is named ${named} times on only ${ballots} ballots.`,
        ),
      ),
      ...(complete && sum < fewest
        ? [
            fails(
              'tallies.picks',
              where,
              `${part} 提名合计 ${sum} 个，而 ${ballots} 张票至少有 ${fewest} 个。`,
              `${part}: ${sum} names in all, but ${ballots} ballots hold ${fewest} at the least.`,
            ),
          ]
        : []),
      ...(sum > ballots * choose
        ? [
            fails(
              'tallies.picks',
              where,
              `${part} 提名合计 ${sum} 个，多于 ${ballots} 张票可提名的个数。`,
              `${part}: ${sum} names in all, more than ${ballots} ballots can hold.`,
            ),
          ]
        : []),
    ];
  });
}

/** Parts whose score rests on more ballots than were closed in, in the box and among the openly signed ones. */
export function overcounted(
  { scores, schemes }: ReleaseContents,
  { manifest, closing }: WindowRecord,
): { readonly part: string; readonly ballots: number; readonly most: number }[] {
  const scored = scores.find(({ cycle }) => cycle === manifest.cycle);
  const scheme = schemes.get(manifest.scheme.id.split('@')[0] ?? '');
  if (!closing || !scored || !scheme) return [];
  const cells = [...closing.statement.cells, ...(closing.statement.named?.cells ?? [])];
  return pickParts(scheme).flatMap(({ part, category, ballots: { groups } }) => {
    const ballots = scored.input.ballots?.[part] ?? 0;
    const mine = cells.filter(({ unit, group }) => unit === categoryPlace(category) && groups.some(({ id }) => id === group));
    const most = mine.reduce((sum, cell) => sum + cell.ballots, 0);
    return ballots > most ? [{ part, ballots, most }] : [];
  });
}
