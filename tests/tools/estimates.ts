import type * as engine from '../../scoring/index.ts';

/** What the estimates are worked out from, as plain data. */
export interface Survey {
  readonly units: readonly { readonly id: string; readonly estimate: number; readonly variance: number }[];
  readonly margins: readonly {
    readonly id: string;
    readonly categories: readonly { readonly id: string; readonly target: number }[];
    readonly codes: readonly number[];
  }[];
  readonly scheme: unknown;
  readonly input: unknown;
}

/**
 * Every estimate of the engine from one survey, doubles to their last bit. Runs in Node and, as text, in the page, so it
 * may use nothing but its arguments.
 */
export function estimates(scoring: typeof engine, survey: Survey): string {
  const bits = (value: number): string => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16);
  };
  const simulation = { level: 0.95, seed: 11, draws: 399 };
  const sets = (['marginal', 'simultaneous', 'bonferroni'] as const).map((method) => scoring.rankIntervals(survey.units, { ...simulation, method }));
  const bands = (['marginal', 'simultaneous'] as const).map((method) => scoring.meanBands(survey.units, { ...simulation, method }));
  const raked = scoring.rake(survey.margins[0]?.codes.length ?? 0, survey.margins);
  const shares = survey.units.map((_, hits) => scoring.wilson(hits, survey.units.length + 1)).flatMap(({ low, high }) => [bits(low), bits(high)]);
  const checked = scoring.checkScheme(survey.scheme);
  if (!checked.ok || !raked.ok) throw new Error('the survey of the test is faulty');
  const mean = scoring.weightedMean(survey.units.map(({ estimate, variance }) => ({ value: estimate, weight: variance })));
  const input = survey.input as Parameters<typeof scoring.score>[1];
  const result = scoring.score(checked.scheme, input, { digest: 'sha256-test', together: { seed: 5 } });
  const stress = scoring.drawnWeightStress(checked.scheme, input, { digest: 'sha256-test', seed: 6, draws: 3 });
  return JSON.stringify({ sets, bands, weights: Array.from(raked.weights, bits), shares, mean: Object.values(mean).map(bits), result, stress });
}
