import type { DecisionRow } from '../../db/queries/window-decisions.ts';

/** When a key ended, as an ISO time, and which two bodies signed for it. */
export const destroyedKey = ({ confirmedAt, proposedBody, confirmedBody }: DecisionRow) => ({
  on: (confirmedAt as Date).toISOString(),
  by: [proposedBody ?? '', confirmedBody ?? ''],
});
