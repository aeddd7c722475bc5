/** What was started, to be stopped in the opposite order; also when a signal comes while the start is still going on. */
export interface Lifecycle {
  readonly onStop: (step: () => Promise<void>) => void;
  readonly stop: () => Promise<void>;
}

export function createLifecycle(): Lifecycle {
  const steps: (() => Promise<void>)[] = [];
  return {
    onStop: (step) => void steps.push(step),
    stop: async () => {
      for (let step = steps.pop(); step; step = steps.pop()) await step();
    },
  };
}
