/**
 * A trial of the box, two months after last year's scores: some panel members rated, the box was closed and opened, and
 * its log is published, so that anybody can try how a receipt is checked. No score counts it. One of its ballots is a
 * specimen whose receipt is published; a real receipt belongs to its rater alone.
 */
export const TRIAL = {
  cycle: '2024',
  window: '2024-trial',
  opensAt: new Date('2025-03-10T09:00:00+08:00'),
  closesAt: new Date('2025-03-14T18:00:00+08:00'),
  openedAt: new Date('2025-03-17T10:00:00+08:00'),
  ballots: 240,
  specimen: {
    unit: 'water',
    group: 'community',
    channel: 'invitation',
    answers: { results: 'good4', attitude: 'good5' },
    /** Stands in for randomness, so that the receipt can be written again. */
    random: (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => (i * 37 + 11) & 0xff),
  },
} as const;
