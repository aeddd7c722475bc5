/** A column of a small chart, in the chart's own units from the top left. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** No figure: a mark at the bottom instead. */
  readonly absent: boolean;
}

export const BAR = { width: 9, gap: 4, height: 24 } as const;

/** The chart reaches this completion in per cent; what lies above is cut. */
const TOP = 120;

/** Completion in per cent per period as columns; 100 % lies at `line`. */
export function bars(values: readonly (string | null)[]): { readonly width: number; readonly line: number; readonly bars: readonly Bar[] } {
  const scale = (value: number): number => Math.round((Math.min(Math.max(value, 0), TOP) / TOP) * BAR.height * 100) / 100;
  return {
    width: Math.max(1, values.length) * (BAR.width + BAR.gap) - BAR.gap,
    line: BAR.height - scale(100),
    bars: values.map((value, index) => {
      const height = value === null ? 1 : Math.max(1, scale(Number(value)));
      return { x: index * (BAR.width + BAR.gap), y: BAR.height - height, height, absent: value === null };
    }),
  };
}
