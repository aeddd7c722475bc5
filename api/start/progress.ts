/** Lines on the terminal while the product starts: what is being done, and how long it took. */
export interface Progress {
  readonly step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

export const createProgress = (write: (text: string) => void): Progress => ({
  step: async (what, work) => {
    const began = performance.now();
    write(`  ${what} … `);
    try {
      const result = await work();
      write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
      return result;
    } catch (error) {
      write('failed\n');
      throw error;
    }
  },
});

export const silent: Progress = { step: (_what, work) => work() };
