import { type Alarm, alarmsOf, EVERYWHERE, eligibleIn } from '../../proof/alarms.ts';
import { MERGED } from '../../proof/merge.ts';
import type { ClosingArea, WindowRecord } from '../../proof/release/files.ts';
import type { Text } from '../../scoring/result.ts';
import type { PublicCity } from '../release.ts';

/** Who and what an alarm is about, in words; null where it is about all. */
export interface AlarmLine {
  readonly alarm: Alarm;
  readonly group: Text | null;
  readonly channel: Text | null;
  readonly area: Text | null;
  readonly unit: Text | null;
}

type Names = Pick<PublicCity, 'groups' | 'channels' | 'areas'> & { readonly units: readonly { readonly id: string; readonly name: Text }[] };

const named = (list: readonly { readonly id: string; readonly label: Text }[], id: string | null): Text | null =>
  id === null ? null : (list.find((one) => one.id === id)?.label ?? { zh: id, en: id });

export const alarmLines = ({ groups, channels, areas, units }: Names, alarms: readonly Alarm[]): AlarmLine[] =>
  alarms.map((alarm) => ({
    alarm,
    group: named(groups, alarm.group),
    channel: named(channels, alarm.channel),
    area: alarm.area === EVERYWHERE ? null : named(areas, alarm.area),
    unit: named(
      units.map(({ id, name }) => ({ id, label: name })),
      alarm.unit,
    ),
  }));

/** Alarms as they were stored, or computed where an older release has none. */
export const storedAlarms = ({ alarms, manifest, closing, log, imports = [] }: WindowRecord): readonly Alarm[] =>
  alarms ?? alarmsOf({ manifest, closing: closing?.statement ?? null, log: log?.statement ?? null, imports }) ?? [];

export interface AreaLine extends Pick<ClosingArea, 'proofs' | 'ballots'> {
  readonly kind: 'area' | 'merged' | 'unnamed';
  readonly label: Text;
  /** Null where nobody knows. */
  readonly eligible: number | null;
  /** Proofs for a hundred eligible residents, one digit. */
  readonly share: string | null;
  readonly most: { readonly unit: Text; readonly ballots: number } | null;
}

/** Proofs and ballots by area, beside the people who could have rated; none where the closing does not tell. */
export function areaLines({ areas, units }: Names, { manifest, closing }: WindowRecord): AreaLine[] {
  return (closing?.statement.areas ?? []).map(({ area, proofs, ballots, most }) => {
    const eligible = area === EVERYWHERE ? null : eligibleIn(manifest.areas, area);
    return {
      kind: area === MERGED ? 'merged' : area === EVERYWHERE ? 'unnamed' : 'area',
      label: named(areas, area) ?? { zh: area, en: area },
      ...{ proofs, ballots, eligible },
      share: eligible === null || proofs === 0 ? null : ((proofs / eligible) * 100).toFixed(1),
      most: most && { unit: units.find(({ id }) => id === most.unit)?.name ?? { zh: most.unit, en: most.unit }, ballots: most.ballots },
    };
  });
}
