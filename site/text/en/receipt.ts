import type { receipt as zh } from '../zh/receipt.ts';

export const receipt: typeof zh = {
  title: 'Check a receipt',
  lead: 'Find your ballot in the published log with your receipt: whether it is counted, was replaced by a later one, or was spoiled. How you answered is neither shown nor known here.',
  file: 'Open the receipt file',
  fileHint: 'The gongping-receipt-….json that you downloaded after sending.',
  text: 'Or paste the text of the receipt',
  textHint: 'The whole text that begins with {.',
  check: 'Check',
  checking: 'Checking in your browser …',
  failed: 'The log could not be read. See to the network and try again: ',
  answer: 'What was found',
  details: 'What the receipt says',
  fields: { window: 'window', unit: 'unit', ticket: 'ticket', revision: 'revision', leafHash: 'hash' },
  private: 'The receipt stays in your browser',
  privateText:
    'It is sent nowhere. To check it your browser downloads the whole log of the window and the list of tickets, the same files for everybody, which do not tell which ballot is yours; everything is computed on your device.',
  privateLarge: (windows: string): string =>
    `Of windows whose log is larger than 5 MB (${windows}) only the parts that the search needs are read. The server can then tell roughly where in the log your ballot stands (within some 250 ballots), though not how you answered. To tell it nothing, check against a whole copy of the data with the command below.`,
  withoutScript: 'Checking on this page needs JavaScript. Without it you can check by hand or with the command below.',
  specimen: 'Try it',
  specimenText: 'This is the true receipt of a specimen ballot in a trial of the box, made for trying. Show a receipt of your own to nobody.',
  useSpecimen: 'Fill in the specimen',
  other: 'Checking without this page',
  command: 'With the command: download all data and the program and check on your own computer; then not even the log is read through this site.',
  hand: 'By hand',
  steps: [
    'Download the log from the release: the files under log/<window>/tile/0/. Each 32 bytes are a hash, in ascending order; the first is that of the sealed rules.',
    'Look for the hash on the receipt. If it is there, the ballot is in the log; if it is not in the list of spoiled ballots as well, it is counted.',
    'If it is not there, look for the ticket in the list of tickets: a larger number behind it means that the ballot was changed later.',
    'Compute the root of these files by RFC 6962 and compare it with the signed root in windows/<window>.json: then it is the log of the opening.',
  ],
  logs: 'Published logs',
  noLogs: 'No log is published yet. A log comes with the first release after its window was opened.',
  ballots: (count: string): string => `${count} ballots`,
  trouble: 'If your ballot is not found',
  troubleText:
    'Keep the receipt and ask the office, or go straight to the auditors. The receipt is enough to look into it; you need not, and should not, tell how you answered.',
};
