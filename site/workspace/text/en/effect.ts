/** What a draft would do to the score. */
export const effect = {
  title: 'Effect on the score',
  preview: 'preview, not published',
  none: 'no points yet',
  same: 'unchanged',
  tiny: 'less than the last printed digit',
  draft:
    'Tried with the scoring engine on the figures accepted so far; goals without a figure are left out. When it is published, it is computed anew by the figures of that release.',
  submitted:
    'Tried with the scoring engine on the figures accepted on the day of submission; goals without a figure are left out. When it is published, it is computed anew by the figures of that release.',
  report:
    'If this report were accepted as it is stored: on the left by the figures accepted so far, on the right by those of this report; goals without a figure are left out. Additions and deductions are not in it.',
};
