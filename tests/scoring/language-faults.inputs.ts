import type { Row } from './language-faults.rows.ts';
import type { Loose } from './support.ts';

/** A sound input under the sound scheme. */
export const good = (): Loose => ({
  scheme: 'rich',
  cycle: '2026',
  calendar: { from: '2026-01-01', asOf: '2026-12-31' },
  ballots: { nomination: 60 },
  units: [
    {
      id: 'u',
      category: 'units',
      values: { nomination: { named: '41' }, duties: { plan: '30' }, management: { reviewed: '1' } },
      answers: { openness: { online: 'yes', current: null } },
      links: { leads: ['p'] },
      periods: { m01: { values: { month: { figure: '90' } } } },
      deliveries: { reports: [{ duty: 'self-report', done: '2026-06-18' }] },
      letter: { signed: { office: '2026-01-02' }, validFrom: '2026-01-01', validTo: '2026-12-31' },
    },
    { id: 'p', category: 'staff', values: { total: { figure: '80' } } },
  ],
});

/** The same for inputs under the sound scheme. */
export const INPUTS: readonly Row[] = [
  ['answers for an unknown checklist', (u) => (u.answers.mood = { a: 'yes' }), 'units.0.answers.mood', '没有名为“mood”的问答清单', 'no checklist “mood”'],
  [
    'answers where values are due',
    (u) => (u.answers.duties = { plan: 'yes' }),
    'units.0.answers.duties',
    '没有名为“duties”的问答清单',
    'no checklist “duties”',
  ],
  ['values where answers are due', (u) => (u.values.openness = { online: '1' }), 'units.0.values.openness', '没有接受数据的部分', 'takes such data'],
  ['an answer to an unknown question', (u) => (u.answers.openness.speed = 'yes'), 'units.0.answers.openness.speed', '没有题目“speed”', 'no question “speed”'],
  ['an unknown answer', (u) => (u.answers.openness.online = 'maybe'), 'units.0.answers.openness.online', '没有答案“maybe”', 'known are: yes, partly, no'],
  ['a unit without a name', (u) => (u.id = ''), 'units.0.id', '不能为空', 'must not be empty'],
  ['a unit with a space in its id', (u) => (u.id = 'a b'), 'units.0.id', '不能含空格', 'no spaces'],
  ['an unknown period', (u) => (u.periods.m13 = {}), 'units.0.periods.m13', '没有考核期“m13”', 'no period “m13”'],
  ['an unknown link', (u) => (u.links.likes = ['p']), 'units.0.links.likes', '没有用到联结“likes”', 'no link “likes”'],
  ['a link to nobody', (u) => (u.links.leads = ['q']), 'units.0.links.leads.0', '不在数据中', 'not in the input'],
  ['a link twice', (u) => (u.links.leads = ['p', 'p']), 'units.0.links.leads.1', '重复指向', 'twice'],
  ['an unknown duty', (u) => (u.deliveries.reports[0].duty = 'nap'), 'units.0.deliveries.reports.0.duty', '不认识的事项“nap”', 'Unknown duty “nap”'],
  ['a day that does not exist', (u) => (u.deliveries.reports[0].done = '2026-02-30'), 'units.0.deliveries.reports.0.done', '真实存在', 'must exist'],
  ['duties of a part without any', (u) => (u.deliveries.items = []), 'units.0.deliveries.items', '没有事项清单', 'no list of duties'],
  ['no calendar', (_, i) => delete i.calendar, 'calendar', '必须写明 calendar', 'need a calendar'],
  ['a year that ends before it begins', (_, i) => (i.calendar.asOf = '2025-12-31'), 'calendar.asOf', '不能早于', 'must not be before'],
  ['an unknown party', (u) => (u.letter.signed.boss = '2026-01-01'), 'units.0.letter.signed.boss', '没有签署方“boss”', 'no party “boss”'],
  ['a letter for a category without', (_, i) => (i.units[1].letter = i.units[0].letter), 'units.1.letter', '没有责任书', 'no responsibility letter'],
  ['named more often than ballots were cast', (u) => (u.values.nomination.named = '61'), 'units.0.values.nomination.named', '只有 60 张', 'only 60 ballots'],
  ['a fault inside a period', (u) => (u.periods.m01.values.month.figure = '1001'), 'units.0.periods.m01.values.month.figure', '超出范围', 'outside the range'],
];
