import type { RateWords } from './index.ts';
import { pickEn } from './pick-en.ts';
import { tableEn } from './table-en.ts';

export const en: RateWords = {
  title: (cycle: string) => `Take part in the rating for ${cycle}`,
  until: (when: string) => `Closes: ${when}`,
  left: (days: number) => (days > 1 ? `${days} days left` : days === 1 ? 'one day left' : 'closes today'),
  lead: 'Say what you think of the units you dealt with. Half a minute each; you can change it until closing.',
  error: 'Error: ',

  promises: {
    title: 'What we promise, and what we do not',
    apart: {
      head: 'Separated and sealed',
      body: 'Your answers go into a sealed envelope. After closing two people open it together: the cover with your right goes first, then the envelopes are mixed and opened.',
    },
    key: { head: 'Who holds the key' },
    once: {
      head: 'One right, one ballot for each unit',
      body: 'Sending twice does not count twice. You can change it until closing; the last version counts.',
    },
    person: { head: 'A phone is not a person, nor is a code', body: 'What each channel makes sure of, and what not, is written below.' },
    receipt: {
      head: 'The receipt is private',
      body: 'It proves that your ballot is in the box and does not show what you answered. Do not show it to others.',
    },
    more: 'Why we say “separated and sealed” and not “completely anonymous”',
  },

  channels: {
    title: 'Who may rate, and how',
    for: 'For',
    issued: (n: string) => `${n} issued`,
    used: (n: string) => `${n} used`,
    voided: (n: string) => `${n} made void unused`,
    elsewhere: 'not on this page',
    who: 'Who the groups are',
  },

  proof: {
    title: 'First show your right to rate',
    titleFor: (unit: string) => `Rate ${unit}: first show your right to rate`,
    lead: 'It only shows that you may rate; at the opening it is thrown away first and never meets your answers.',
    code: 'Rating code',
    codeHint: 'The 20 letters and figures in your letter. Capitals, spaces and hyphens do not matter.',
    useCode: 'Enter with the code',
    or: 'or',
    phone: 'Mobile number',
    phoneHint: 'Used to send one code. The number is not kept, only a keyed hash, so that it counts once.',
    send: 'Send me a code',
    sent: (phone: string) => `A code was sent to ${phone}`,
    sentHint: 'Six figures, valid for 5 minutes, five tries.',
    message: 'Code from the message',
    confirm: 'Confirm and enter',
    resend: 'Use another number, or send again',
    shown: 'Demonstration: no message is sent, it is shown here',
    cookie: 'The right is kept in a cookie for half an hour. After that, show the same code or number again; it does not give a second ballot.',
    expired: 'Your right to rate has expired; please show it again.',
    login: (label: string) => `Use ${label}`,
    loginHint: 'You go to the provider’s own site. All we learn is that it worked, and a subject id: no name, no identity number, nothing else.',
    leaving: { title: 'On your way to sign in', body: 'If nothing happens, follow this link:', link: 'Sign in' },
    employer: 'Your employer',
    employerHint: 'Nobody rates their own unit; used to leave out that one unit only.',
    noEmployer: 'None of the units that are rated',
    queue: {
      title: 'Many people are here; one moment',
      wait: (seconds: number) => `Wait ${seconds} seconds, then press the button again. What you filled in is kept.`,
      ready: 'Ready: press the button again.',
    },
    faults: {
      title: 'Not yet',
      none: 'Enter your rating code.',
      short: (given: number) => `A rating code has 20 characters; you entered ${given}. Compare it with the letter.`,
      mistyped: 'The code has a typing mistake: its check characters do not fit. Compare it with the letter, above all 8 and B, 2 and Z, 5 and S.',
      unknown: 'This rating has no such code. It may belong to an earlier one; check the year on the letter.',
      phone: 'Enter a mobile number, with country code if it is not from mainland China.',
      message: 'Enter the six figures from the message.',
    },
  },

  demo: {
    title: 'Demonstration: borrow a code',
    lead: 'The codes of the demonstration city are public; others may have used the same one.',
    use: (code: string) => `Use ${code}`,
  },

  units: {
    title: 'Choose a unit to rate',
    right: (group: string, channel: string) => `Your right: ${group}, ${channel}`,
    filter: 'Search by name',
    search: 'Search',
    found: (n: number) => `${n} found`,
    none: 'Nothing found. Try another word.',
    rate: (unit: string) => `Rate ${unit}`,
    other: 'Use another code or number',
    leave: 'I have finished: put the right away',
    left: 'Your right has been put away. To rate again, show it again.',
  },

  ballot: {
    title: (unit: string) => `Rate ${unit}`,
    lead: 'Just choose; it takes half a minute. Where you do not know, say so; what you would rather not answer can stay empty. Neither affects the score.',
    cast: (revision: number) => `You have already cast this ballot (version ${revision})`,
    castMore:
      'Your earlier answers are sealed and cannot be shown. Until closing you may answer again, and the new version replaces the old one; otherwise there is nothing to do.',
    sealing: {
      server: 'No script is running here, or the browser cannot encrypt: the server will seal your answers as soon as they arrive.',
      browser: 'Your answers will be sealed in your browser; the server receives ciphertext only.',
    },
    answered: (done: string, all: number) => `${done} of ${all} answered`,
    submit: 'Seal and send',
    resubmit: 'Seal and send the new version',
    sending: 'Sealing…',
    empty: 'Answer at least one question',
    emptyMore: 'Begin with:',
    until: (when: string) => `You can change it until ${when}`,
    back: 'Back to the list of units',
    about: 'What the unit promised and did',
  },

  pick: pickEn,

  table: tableEn,

  problems: {
    network: {
      title: 'No answer came back',
      body: 'The ballot may or may not be in the box. Your answers are still on this page: send it again. It is the same ballot, counts once and gives the same receipt.',
      action: 'Send again',
    },
    expired: {
      title: 'Your right to rate has expired; this ballot was not taken',
      body: 'Your answers are still on this page. Show your right again in a new tab, then come back and send.',
      link: 'Show my right in a new tab',
      action: 'Send again',
    },
    closed: {
      title: 'The rating has closed; this ballot was not taken',
      body: 'If you cast one before, that version still counts.',
      link: 'See when the results come',
    },
    changed: {
      title: 'This ballot was changed elsewhere; this version was not taken',
      body: 'Perhaps you cast it again on another device or page. Shall the answers on this page replace it?',
      action: 'Replace it with these answers',
    },
    unsealed: {
      title: 'This browser could not seal the ballot',
      body: 'The server can seal it for you: it sees your answers for the moment of sealing, and the receipt says so.',
      action: 'Let the server seal and send it',
    },
    refused: { title: 'The ballot was not taken', body: '', action: 'Try again' },
    receipt: {
      title: 'The receipt does not fit',
      body: 'The signature or the content differs from the ballot you cast. Take a screenshot of this page and tell the assessment office.',
    },
  },

  receipt: {
    title: 'Your ballot is in the box',
    head: (unit: string) => `Receipt: ${unit}`,
    unit: 'Unit',
    window: 'Rating',
    ticket: 'Ticket',
    revision: 'Version',
    leaf: 'Seal (SHA-256)',
    signature: 'Signature',
    sealedBy: {
      browser: 'Sealed in your browser; the server received ciphertext only.',
      server: 'Sealed by the server: it saw your answers for the moment of sealing and did not keep them.',
    },
    verified: 'The signature was checked in your browser and is right.',
    image: {
      label: 'QR code of the receipt',
      text: 'After the opening, scan it with a phone to check that this ballot was counted. It is the receipt itself: keep it as private. What it holds stays on the phone and is not sent to the server.',
    },
    keep: 'Keep the receipt',
    keepLead: 'The server cannot give it to you again. Keep it in one of these ways, or take a screenshot.',
    copy: 'Copy',
    copied: 'Copied',
    download: 'Download',
    print: 'Print',
    store: 'Keep in this browser',
    stored: 'Kept in this browser',
    storeHint: 'Kept in this browser, anyone using this device can see which units you rated.',
    shows: {
      title: 'What it shows',
      can: 'With the server’s signature you can prove that this version was taken. Its seal goes into the list that is signed at opening: a ballot lost or swapped would not fit.',
      cannot: 'It shows neither your answers nor a time; but someone who knows your answers could confirm them with it. Keep it to yourself.',
    },
    next: (unit: string) => `Next: ${unit}`,
    others: 'Choose another unit',
    change: 'Change this ballot',
  },

  kept: {
    title: 'Receipts kept in this browser',
    lead: 'On this device only; the server does not know of them.',
    revision: (n: string) => `version ${n}`,
    remove: 'Remove',
    removeAll: 'Remove all',
  },

  closed: {
    none: { title: 'No ratings are taken here now', body: 'A survey firm takes this city’s ratings, or none are planned yet.' },
    before: { title: 'The rating has not begun', body: (when: string) => `It begins on ${when}.` },
    over: {
      title: 'The rating has closed',
      body: (when: string) => `It closed on ${when}. Two people open the box together; the results are published with the scores.`,
    },
    unknown: { title: 'There is no such unit', body: 'The address may be wrong. Choose from the list of units.' },
    rankings: 'Published rankings',
    units: 'All units',
  },
};
