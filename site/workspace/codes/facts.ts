import type { Lang } from '../../language.ts';
import { moment } from '../server/moment.ts';
import type { SheetsPage } from './page.ts';

type City = App.Locals['city'];

/** What stands on every sheet of a batch. */
export interface SheetFacts {
  readonly site: string;
  readonly cycle: string;
  readonly group: string;
  readonly voting: string;
  readonly until: string;
  readonly uniqueness: string;
  readonly ownUnit: string;
  readonly sponsor: string;
  readonly contact: string;
}

export function sheetFacts(city: City, { window, issued, group }: SheetsPage, lang: Lang): SheetFacts {
  const channel = group.channels.find(({ id }) => id === issued.channel);
  return {
    site: city.site[lang],
    cycle: city.cycles.find(({ id }) => id === window.cycle)?.label[lang] ?? window.cycle,
    group: group.label[lang],
    voting: lang === 'en' ? issued.voting.replace(/\/rate$/, '/en/rate') : issued.voting,
    until: moment(window.closesAt, lang, city.timezone),
    uniqueness: channel?.uniqueness[lang] ?? '',
    ownUnit: channel?.ownUnit[lang] ?? '',
    sponsor: city.footer.sponsor[lang],
    contact: city.footer.contact[lang],
  };
}
