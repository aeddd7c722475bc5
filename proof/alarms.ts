import { compareText } from './bytes.ts';
import type { WindowManifest } from './manifest.ts';
import { MERGED } from './merge.ts';
import type { ClosingStatement, LogStatement, PublicImport } from './release/files.ts';

/**
 * What a number of a window can be too large for:
 * `used`: proofs used, for those issued · `rights`: ballots of a channel, for its used proofs times the units ·
 * `roster`: ballots of a group about a unit, for its list · `residents`: distinct proofs of an area, for its eligible
 * residents · `ballots`: ballots of an area about one unit, for its eligible residents · `sample`: people of an import,
 * for its stated sample or the group's list · `spoiled`: ballots that do not count, for `SPOILED_PER_CENT` of those cast.
 */
export const ALARM_KINDS = ['used', 'rights', 'roster', 'residents', 'ballots', 'sample', 'spoiled'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** A number that cannot be right, or asks for a look. It excludes no ballot. */
export interface Alarm {
  readonly stage: 'closing' | 'opening';
  readonly kind: AlarmKind;
  readonly group: string | null;
  readonly channel: string | null;
  /** `all` for the whole city. */
  readonly area: string | null;
  readonly unit: string | null;
  readonly figure: number;
  /** What it is above. */
  readonly limit: number;
}

/** Share of spoiled ballots above which somebody should look: forms and apps of one's own spoil none. */
export const SPOILED_PER_CENT = 5;
/** The whole city. */
export const EVERYWHERE = 'all';

/** What alarms are computed from; all of it is published. */
export interface AlarmSource {
  readonly manifest: Pick<WindowManifest, 'groups' | 'units' | 'areas'>;
  readonly closing: Pick<ClosingStatement, 'cells' | 'channels' | 'areas'> | null;
  readonly log: Pick<LogStatement, 'ballots' | 'spoiled' | 'labels'> | null;
  readonly imports: readonly Pick<PublicImport, 'group' | 'channel' | 'people' | 'origin'>[];
}

const PLACE = { group: null, channel: null, area: null, unit: null } as const;

/** Every alarm, those of the closing first; null while the window is not closed. The same figures give the same list. */
export function alarmsOf(source: AlarmSource): Alarm[] | null {
  const { manifest, closing, log, imports } = source;
  if (!closing) return null;
  const found = [...channelAlarms(manifest, closing), ...rosterAlarms(manifest, closing), ...areaAlarms(manifest, closing), ...sampleAlarms(manifest, imports)];
  const atClosing = found.map((one): Alarm => ({ stage: 'closing', ...PLACE, ...one }));
  const atOpening = (log ? spoiledAlarms(log) : []).map((one): Alarm => ({ stage: 'opening', ...PLACE, ...one }));
  return [...atClosing.sort(inOrder), ...atOpening.sort(inOrder)];
}

type Found = Pick<Alarm, 'kind' | 'figure' | 'limit'> & Partial<Alarm>;

const inOrder = (a: Alarm, b: Alarm): number => compareText(nameOf(a), nameOf(b));
const nameOf = ({ kind, group, channel, area, unit }: Alarm): string => JSON.stringify([ALARM_KINDS.indexOf(kind), group, channel, area, unit]);
const above = (one: Found): Found[] => (one.figure > one.limit ? [one] : []);

const channelAlarms = ({ units }: AlarmSource['manifest'], { channels }: NonNullable<AlarmSource['closing']>): Found[] =>
  channels.flatMap(({ group, channel, issued, used = null, ballots }) => [
    ...(issued !== null && used !== null ? above({ kind: 'used', group, channel, figure: used, limit: issued }) : []),
    ...(used !== null ? above({ kind: 'rights', group, channel, figure: ballots, limit: used * units.length }) : []),
  ]);

function rosterAlarms({ groups }: AlarmSource['manifest'], { cells }: NonNullable<AlarmSource['closing']>): Found[] {
  const rosters = new Map(groups.map(({ id, roster }) => [id, roster]));
  return cells.flatMap(({ unit, group, ballots }) => {
    const roster = rosters.get(group) ?? null;
    return roster === null ? [] : above({ kind: 'roster', group, unit, figure: ballots, limit: roster });
  });
}

/** Eligible residents of an area, or of the whole city; null where nobody knows. */
export function eligibleIn(areas: WindowManifest['areas'] = [], area: string): number | null {
  if (area !== EVERYWHERE) return areas.find(({ id }) => id === area)?.eligible ?? null;
  const known = areas.flatMap(({ eligible }) => eligible ?? []);
  return known.length === 0 || known.length < areas.length ? null : known.reduce((sum, n) => sum + n, 0);
}

function areaAlarms({ areas }: AlarmSource['manifest'], closing: NonNullable<AlarmSource['closing']>): Found[] {
  const everywhere = { area: EVERYWHERE, proofs: sum((closing.areas ?? []).map(({ proofs }) => proofs)), most: mostOf(closing.cells) };
  const parts = (closing.areas ?? []).filter(({ area }) => area !== EVERYWHERE && area !== MERGED);
  return [everywhere, ...parts].flatMap(({ area, proofs, most }) => {
    const limit = eligibleIn(areas, area);
    if (limit === null) return [];
    return [
      ...above({ kind: 'residents', area, figure: proofs, limit }),
      ...(most ? above({ kind: 'ballots', area, unit: most.unit, figure: most.ballots, limit }) : []),
    ];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** The unit about which most ballots were cast; of several the first. */
export function mostOf(cells: readonly { readonly unit: string; readonly ballots: number }[]): { readonly unit: string; readonly ballots: number } | null {
  const units = new Map<string, number>();
  for (const { unit, ballots } of cells) units.set(unit, (units.get(unit) ?? 0) + ballots);
  const [first] = [...units].sort(([a, n], [b, m]) => m - n || compareText(a, b));
  return first ? { unit: first[0], ballots: first[1] } : null;
}

function sampleAlarms({ groups }: AlarmSource['manifest'], imports: AlarmSource['imports']): Found[] {
  return imports.flatMap(({ group, channel, people, origin }) => {
    const limit = origin?.sample ?? groups.find(({ id }) => id === group)?.roster ?? null;
    return limit === null ? [] : above({ kind: 'sample', group, channel, figure: people, limit });
  });
}

/** Of all ballots, and of those of one channel or area. */
function spoiledAlarms({ ballots, spoiled, labels = [] }: NonNullable<AlarmSource['log']>): Found[] {
  const all = { ballots, spoiled: sum(Object.values(spoiled)), group: null, channel: null, area: EVERYWHERE };
  const parts = labels.map((line) => ({
    ...{ ballots: line.ballots, spoiled: line.spoiled, group: line.group },
    channel: line.by === 'channel' ? line.label : null,
    area: line.by === 'area' ? line.label : null,
  }));
  return [all, ...parts].flatMap(({ ballots: cast, spoiled: lost, ...place }) =>
    above({ kind: 'spoiled', ...place, figure: lost, limit: Math.floor((cast * SPOILED_PER_CENT) / 100) }),
  );
}
