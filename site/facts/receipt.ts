import { bytesOfLog, type KeptReceipt, READ_WHOLE_BELOW } from '../../proof/log/receipt-check.ts';
import type { Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { cycleOf } from './cycles.ts';

export interface LogLine {
  readonly window: string;
  readonly label: Text;
  readonly ballots: number;
  /** Whether receipts are looked up in all of it, so that requests tell nothing. */
  readonly readWhole: boolean;
}

/** Published logs, the newest first. */
export const publishedLogs = (release: Release): LogLine[] =>
  release.records
    .flatMap(({ window, manifest, published }) =>
      published
        ? [
            {
              window,
              label: cycleOf(release, manifest.cycle)?.label ?? { zh: window, en: window },
              ballots: published.leaves - 1,
              readWhole: bytesOfLog(published) <= READ_WHOLE_BELOW,
            },
          ]
        : [],
    )
    .reverse();

/** The receipt that a demonstration gives for trying. */
export const specimenOf = (release: Release): KeptReceipt | null => release.records.find(({ specimen }) => specimen)?.specimen ?? null;
