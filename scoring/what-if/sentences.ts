import type { Text } from '../result.ts';

const say = (zh: string, en: string): Text => ({ zh, en });

/** What each view asks, in words. */
export const views = {
  scheme: (title: Text): Text => say(`如果按“${title.zh}”计算`, `Under “${title.en}”`),
  without: (group: Text): Text => say(`如果不计“${group.zh}”的评议`, `Without the ratings of “${group.en}”`),
  weightUp: (group: Text): Text => say(`如果“${group.zh}”的权重提高五分之一`, `With the weight of “${group.en}” one fifth higher`),
  weightDown: (group: Text): Text => say(`如果“${group.zh}”的权重降低五分之一`, `With the weight of “${group.en}” one fifth lower`),
  drawn: (draws: number): Text =>
    say(`如果评议主体的权重在原值附近随机变动（${draws} 次）`, `With the weights of the groups varied at random around their values (${draws} draws)`),
  eachWeight: (): Text => say('如果各评议主体的权重依次提高或降低五分之一', 'With the weight of one group after another raised and lowered by one fifth'),
  withoutFlagged: (): Text => say('如果不计被标记的评议票', 'Without the flagged ballots'),
  halfFlagged: (): Text => say('如果被标记的评议票只计一半', 'With flagged ballots counting half'),
};

/** What can be wrong with counts of flagged ballots. */
export const inFlagged = {
  notAsked: (question: string): Text => say(`“${question}”没有计票，却有被标记的票。`, `“${question}” has flagged ballots, but no counts.`),
  more: (level: string, flagged: number, all: number): Text =>
    say(`“${level}”被标记的票（${flagged}）多于全部票（${all}）。`, `“${level}” has more flagged ballots (${flagged}) than ballots (${all}).`),
};
