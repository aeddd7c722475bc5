import { type SealedCast, sealCast } from '../../../../proof/casting.ts';
import type { Blank } from '../server/unit.ts';

export type { SealedCast } from '../../../../proof/casting.ts';

export interface Answers {
  readonly answers: Readonly<Record<string, string>>;
  readonly screening: string | null;
}

/** Puts answers into the inner envelope; this module is loaded only when there is something to seal. */
export const sealAnswers = (blank: Omit<Blank, 'questionnaire'>, { answers, screening }: Answers): Promise<SealedCast> => sealCast(blank, answers, screening);
