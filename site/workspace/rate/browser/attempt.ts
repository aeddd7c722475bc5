import type { Blank, Cast } from '../server/unit.ts';
import { putBallot, Refusal, readBlank } from './box.ts';
import type { Answers, SealedCast } from './seal.ts';

/** What the page knows of the ballot that it shows. */
export type Known = Omit<Blank, 'questionnaire'> & { readonly questionnaire: string };

export type Outcome = { readonly cast: Cast; readonly sent: SealedCast } | { readonly otherForm: true };

/** Sealing failed in this browser; nothing was sent. */
export class Unsealed extends Error {}

/** What was sent last, to send the very same again when no answer came. */
interface Sent {
  readonly answers: string;
  readonly under: Blank;
  readonly cast: SealedCast;
}

/**
 * Casts from one page, as often as it takes. The box is asked first each time: a right that was exchanged meanwhile in
 * another tab changes the labels a ballot is bound to, and a ballot sealed under others could not be opened.
 */
export function createAttempts(known: Known, seal: (blank: Blank, answers: Answers) => Promise<SealedCast>) {
  let last: Sent | null = null;

  return async (answers: Answers, replace: boolean): Promise<Outcome> => {
    try {
      return await attempt(answers, replace);
    } catch (error) {
      // Between asking the box and casting the right was exchanged: under the new one the ballot is sealed again.
      if (error instanceof Refusal && error.code === 'ballot.other_right') return attempt(answers, replace);
      throw error;
    }
  };

  async function attempt(answers: Answers, replace: boolean): Promise<Outcome> {
    const blank = await readBlank(known);
    if (blank.questionnaire.id !== known.questionnaire) return { otherForm: true };
    if (!replace && blank.revision > (last?.cast.revision ?? known.revision)) throw new Refusal(409, 'ballot.changed_elsewhere', '');
    const text = JSON.stringify(answers);
    if (replace || last?.answers !== text || !sameLabels(last.under, blank)) last = { answers: text, under: blank, cast: await sealed(blank, answers) };
    return { cast: await putBallot(known, last.cast), sent: last.cast };
  }

  async function sealed(blank: Blank, answers: Answers): Promise<SealedCast> {
    try {
      return await seal(blank, answers);
    } catch (error) {
      throw new Unsealed(String(error));
    }
  }
}

const sameLabels = (a: Blank, b: Blank): boolean => a.group === b.group && a.channel === b.channel && a.stratum === b.stratum;
