import type { RateWords } from './index.ts';

/** The table in which a panel rates all units in one sitting. */
export const tableEn: RateWords['table'] = {
  title: 'Rating table',
  lead: 'Each row is a ballot of its own, sealed and cast by itself. You may come back as often as you like and change rows until closing. Where you do not know, say so; leave empty what you would rather not rate.',
  open: (units) => `Open the rating table (${units} units on one page)`,
  openLead: 'Your group rates all units in one table. You may also rate them one by one below.',
  unit: 'Unit',
  state: 'State',
  choose: 'Choose',
  progress: (done, all) => `${done} of ${all} rated`,
  saveAll: 'Save all',
  save: 'Save',
  saveFor: (unit) => `Save: ${unit}`,
  keys: 'By keyboard: 1 to 6 choose a level and lead to the next row, arrow keys change it, Enter saves all.',
  asYouGo: 'A finished row is sealed in your browser and cast at once; there is no need to save each.',
  byButton: 'No script is running here, or the browser cannot encrypt: press “Save”, and the server seals your answers as soon as they arrive.',
  empty: 'Nothing is chosen in this row; it was not cast.',
  ownUnit: 'The unit you work for: not yours to rate',
  states: {
    none: 'Not rated',
    changed: 'Not saved',
    saving: 'Sealing…',
    inBox: (revision) => `In the box (version ${revision})`,
    saved: (revision) => `Saved (version ${revision})`,
    network: 'No answer came back; save again. The same ballot counts once.',
    unsealed: 'This browser could not seal it; use “Save all” to have the server seal it.',
  },
  hidden: 'Answers you cast earlier are sealed and cannot be shown; leave them as they are if nothing changes.',
  receipts: (count) => `Download receipts (${count})`,
  receiptsHint: 'The server keeps no receipts. Download them before you leave this page, and show them to nobody.',
  notAll: 'Some rows were not saved; each says why.',
};
