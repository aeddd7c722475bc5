import type { Words } from '../index.ts';

export const layout: Words['layout'] = {
  title: (page, site) => `${page} · ${site}`,
  skip: 'Skip to content',
  largePrint: 'Large print',
  largePrintLong: 'Large print',
  theme: 'Light / dark',
  otherLanguage: '中文',
  nav: {
    label: 'Main',
    home: 'Home',
    units: (word) => `All ${word}s`,
    rankings: 'Rankings',
    method: 'Method',
    data: 'Open data',
    integrity: 'Integrity',
    rate: 'Rate now',
  },
  demonstration: 'Demonstration data',
  aboutData: 'About the data',
  source: (title, licence, by) => `Source: ${title}. Licence: ${licence} Attribution: ${by}.`,
  siteCode: (code) => `Site code ${code}`,
  privacy: 'Privacy',
  accessibility: 'Accessibility',
  signIn: 'Staff sign-in',
  asOf: (release, day) => `From release ${release}, data as of ${day}`,
  madeWith: 'Gongping · every score can be recomputed',
};
