import { exact } from '../exact.ts';
import { type Fault, fault } from '../faults.ts';
import type { Letter, ScoringInput, UnitInput } from '../input.ts';
import { recordOf } from '../nodes/read.ts';
import type { Schedule } from '../scheme/duties.ts';
import type { PicksNode } from '../scheme/nodes.ts';
import { REPLY_VALUES } from '../scheme/replies.ts';
import type { Category, Scheme } from '../scheme/schema.ts';
import { type Path, sourceOf } from '../scheme/walk.ts';
import { inRecords } from '../sentences.ts';
import { allNodes } from './scopes.ts';

const dutiesOf = (category: Category) => allNodes(category).filter((node) => node.kind === 'duties');

function schedulesOf(category: Category): Schedule[] {
  const duties = dutiesOf(category).flatMap(({ duties: list }) => list);
  return [...duties.flatMap(({ due, not_before: opens }) => [due, opens]), ...(category.consequences ?? []).map(({ due }) => due)].flatMap((one) => one ?? []);
}

const eventsOf = (category: Category): string[] => schedulesOf(category).flatMap((one) => ('after' in one ? [one.after.event] : []));

function linksOf(scheme: Scheme): string[] {
  const nodes = scheme.categories.flatMap(allNodes).flatMap((node) => (node.kind === 'linked' ? [node.link, node.linked_by] : []));
  return [...nodes, ...(scheme.pools ?? []).map(({ to }) => to.link)].flatMap((id) => id ?? []);
}

function checkLinks(unit: UnitInput, scheme: Scheme, units: readonly UnitInput[], path: Path): Fault[] {
  if (unit.links === undefined) return [];
  const known = linksOf(scheme);
  return Object.entries(unit.links).flatMap(([link, ids]) => {
    const here = [...path, 'links', link];
    if (!known.includes(link)) return [fault(here, inRecords.unknownLink(link))];
    return ids.flatMap((id, index) => [
      ...(units.some((other) => other.id === id) ? [] : [fault([...here, index], inRecords.noSuchUnit(id))]),
      ...(ids.indexOf(id) < index ? [fault([...here, index], inRecords.linkedTwice(id))] : []),
    ]);
  });
}

function checkDeliveries(unit: UnitInput, category: Category, path: Path): Fault[] {
  if (unit.deliveries === undefined) return [];
  const nodes = dutiesOf(category);
  return Object.entries(unit.deliveries).flatMap(([part, records]) => {
    const here = [...path, 'deliveries', part];
    const readers = nodes.filter((node) => sourceOf(node) === part).flatMap(({ duties }) => duties);
    if (readers.length === 0) return [fault(here, inRecords.noDuties(part, category.id))];
    return records.flatMap((record, index) => {
      const duty = readers.find(({ id }) => id === record.duty);
      if (duty === undefined)
        return [
          fault(
            [...here, index, 'duty'],
            inRecords.unknownDuty(
              record.duty,
              readers.map(({ id }) => id),
            ),
          ),
        ];
      const byCase = duty.due !== undefined && 'after' in duty.due && duty.due.after.event === 'case';
      return byCase && record.from === undefined ? [fault([...here, index, 'from'], inRecords.caseWithoutDay(record.duty))] : [];
    });
  });
}

function checkLetter(letter: Letter | undefined, category: Category, path: Path): Fault[] {
  if (letter === undefined) return [];
  if (category.letter === undefined) return [fault([...path, 'letter'], inRecords.noLetter(category.id))];
  const known = category.letter.parties.map(({ id }) => id);
  const strangers = Object.keys(letter.signed).filter((id) => !known.includes(id));
  return [
    ...strangers.map((id) => fault([...path, 'letter', 'signed', id], inRecords.unknownParty(id, known))),
    ...(letter.validTo < letter.validFrom ? [fault([...path, 'letter', 'validTo'], inRecords.letterOrder())] : []),
  ];
}

function checkDates({ dates }: UnitInput, category: Category, path: Path): Fault[] {
  if (dates === undefined) return [];
  const events = eventsOf(category);
  return Object.keys(dates).flatMap((id) => (events.includes(id) ? [] : [fault([...path, 'dates', id], inRecords.unknownEvent(id))]));
}

/** A reply record counts whole cases, never more good ones than were counted, and says up to which day. */
function checkReplies(unit: UnitInput, category: Category, asOf: string | undefined, path: Path): Fault[] {
  return allNodes(category).flatMap((node) => {
    if (node.kind !== 'replies') return [];
    const given = recordOf(unit, node.id);
    const [counted, good] = REPLY_VALUES[node.take].map((id) => given[id] ?? null);
    const here = [...path, 'values', node.id];
    const broken = REPLY_VALUES[node.take].filter((id) => given[id] != null && exact(given[id] ?? '').d !== 1n);
    const over = counted != null && good != null && exact(good).compare(exact(counted)) > 0;
    return [
      ...broken.map((id) => fault([...here, id], inRecords.wholeCases())),
      ...(over ? [fault(here, inRecords.moreThanCounted(good, counted))] : []),
      ...(counted != null && asOf === undefined ? [fault(['repliesAsOf'], inRecords.noRepliesDay())] : []),
    ];
  });
}

/** Days, duties, letters, reply records and links of one unit. */
export function checkRecords(unit: UnitInput, category: Category, scheme: Scheme, { calendar, repliesAsOf, units }: ScoringInput, path: Path): Fault[] {
  const dated = unit.deliveries !== undefined || unit.letter !== undefined;
  return [
    ...(dated && calendar === undefined ? [fault(['calendar'], inRecords.noCalendar())] : []),
    ...checkDates(unit, category, path),
    ...checkLinks(unit, scheme, units, path),
    ...checkDeliveries(unit, category, path),
    ...checkLetter(unit.letter, category, path),
    ...checkReplies(unit, category, repliesAsOf, path),
  ];
}

type Picks = { readonly node: PicksNode; readonly category: Category };

const picksIn = (scheme: Scheme): Picks[] =>
  scheme.categories.flatMap((category) => allNodes(category).flatMap((node) => (node.kind === 'picks' ? [{ node, category }] : [])));

/** How often each unit of the category is named. */
function namedOn(part: string, category: Category, units: readonly UnitInput[]): { index: number; count: number }[] {
  return units.flatMap((unit, index) => {
    const text = unit.category === category.id ? (recordOf(unit, part)['named'] ?? null) : null;
    return text === null ? [] : [{ index, count: Number(text) }];
  });
}

function checkBallots(part: string, cast: number, scheme: Scheme, units: readonly UnitInput[]): Fault[] {
  const found = picksIn(scheme).find(({ node }) => sourceOf(node) === part);
  if (found === undefined) return [fault(['ballots', part], inRecords.noPicks(part))];
  const named = namedOn(part, found.category, units);
  const sum = named.reduce((all, { count }) => all + count, 0);
  const limit = cast * found.node.choose;
  const over = named.filter(({ count }) => count > cast);
  return [
    ...over.map(({ index, count }) => fault(['units', index, 'values', part, 'named'], inRecords.namedTooOften(String(count), String(cast)))),
    ...(sum > limit ? [fault(['ballots', part], inRecords.picksTooMany(String(sum), String(limit)))] : []),
  ];
}

/** What all units share: the calendar and the number of pick ballots. */
export function checkShared({ calendar, ballots = {}, units }: ScoringInput, scheme: Scheme): Fault[] {
  const order = calendar !== undefined && calendar.asOf < calendar.from ? [fault(['calendar', 'asOf'], inRecords.calendarOrder())] : [];
  return [...order, ...Object.entries(ballots).flatMap(([part, cast]) => checkBallots(part, cast, scheme, units))];
}
