import type { Text } from './result.ts';

/** One thing that is wrong with a scheme or an input: where, and a sentence a person can act on. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: Text;
  /** `name`: what the entry is called is wrong, not what it holds; in a table this is said of the column. */
  readonly about?: 'name';
}

/** A fault of what an entry is called. */
export const nameFault = (path: readonly (string | number)[], message: Text): Fault => ({ path, message, about: 'name' });

export const fault = (path: readonly (string | number)[], message: Text): Fault => ({ path, message });

/** Thrown by `score` for an input that `checkInput` refuses; carries all faults at once. */
export class FaultyInput extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join('\n'));
    this.name = 'FaultyInput';
    this.faults = faults;
  }
}
