import { AS_REPORTED, type Measure, type Scheme, walk } from '../../scoring/index.ts';

/** How the goals of a release are measured: as of which day, and against what. */
export interface Measuring {
  /** ISO day as of which a cycle's goals are late: the release's, or the last that the city has data of. */
  readonly dayIn: (cycle: string) => string;
  /** The scheme's way for the part that a goal feeds; figures are the unit's own where no verifier found another. */
  readonly measureOf: (cycle: string, part: string) => Measure;
}

interface Given {
  /** The city's calendar, as it stands in `city.json`. */
  readonly calendar: readonly { readonly id: string; readonly dataUntil?: unknown }[];
  readonly cycles: readonly { readonly id: string; readonly scheme: string }[];
  readonly schemes: ReadonlyMap<string, Scheme>;
  /** The release's ISO day in the city's time zone. */
  readonly day: string;
}

export function measuring({ calendar, cycles, schemes, day }: Given): Measuring {
  const until = new Map(calendar.flatMap(({ id, dataUntil }) => (typeof dataUntil === 'string' && dataUntil < day ? [[id, dataUntil] as const] : [])));
  const fromStart = new Set(
    cycles.flatMap(({ id, scheme }) =>
      (schemes.get(scheme)?.categories ?? [])
        .flatMap(({ tree }) => [...walk(tree)])
        .flatMap(({ node }) => (node.kind === 'completion' && node.ratio === 'from-start' ? [`${id} ${node.reads ?? node.id}`] : [])),
    ),
  );
  return {
    dayIn: (cycle) => until.get(cycle) ?? day,
    measureOf: (cycle, part) => (fromStart.has(`${cycle} ${part}`) ? { ...AS_REPORTED, ratio: 'from-start' } : AS_REPORTED),
  };
}
