import type { Result } from '../../../scoring/index.ts';
import { fromUtf8 } from '../../bytes.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicObjection, PublicRelease } from '../files.ts';
import { standingOf } from '../stages.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';
import { jsonOf, type Opened } from './opened.ts';
import { hasStages, withOwn } from './stages.ts';
import { dayIn } from './statuses.ts';

const WHERE = 'objections.json';
const DECIDED: readonly PublicObjection['state'][] = ['upheld', 'partly', 'refused'];

/** Objections belong to a provisional release, were made in time, and are decided before scores become final; none disappears. */
export async function checkObjections(opened: Opened, contents: ReleaseContents): Promise<Finding[]> {
  if (!hasStages(opened)) return [];
  const { objections } = contents;
  const { timezone } = jsonOf<{ readonly timezone: string }>(opened, 'city.json');
  const releases = withOwn(opened, contents);
  const days = { day: dayIn(timezone, new Date(opened.manifest.generatedAt)), dayOf: (moment: string) => dayIn(timezone, new Date(moment)) };
  const failures = objections.flatMap((objection, at) => [
    ...(objections.findIndex(({ id }) => id === objection.id) === at ? [] : [told(objection, '编号重复。', 'its id stands twice.')]),
    ...formFailures(objection, releases, contents, days),
    ...effectFailures(objection, releases, contents),
  ]);
  const { findings, unreached } = await earlierFailures(opened, objections);
  return [
    ...failuresOr([...failures, ...findings], holds('objections.form', WHERE, summary(objections).zh, summary(objections).en)),
    ...(unreached === 0
      ? []
      : [
          open(
            'objections.before',
            WHERE,
            `${unreached} 件异议的公示稿读不到，没有核对改分前的总分。`,
            `The provisional releases of ${unreached} objections could not be reached; the totals before were not checked.`,
          ),
        ]),
  ];
}

const summary = (objections: readonly PublicObjection[]): { zh: string; en: string } =>
  objections.length === 0
    ? { zh: '没有公开的异议。', en: 'No objection has been disclosed.' }
    : {
        zh: `${objections.length} 件异议都在公示期内提出，处理情况与日期、得分相符。`,
        en: `All ${objections.length} objections were made in time; their decisions agree with the dates and the scores.`,
      };

const told = ({ id, unit }: PublicObjection, zh: string, en: string): Finding =>
  fails('objections.form', `${WHERE} ${id}`, `${unit} 的异议 ${id}：${zh}`, `Objection ${id} of ${unit}: ${en}`);

interface Days {
  readonly day: string;
  readonly dayOf: (moment: string) => string;
}

function formFailures(objection: PublicObjection, releases: readonly PublicRelease[], contents: ReleaseContents, { day, dayOf }: Days): Finding[] {
  const { unit, cycle, about, body, receivedOn, deadline, state, decision, decidedOn, effect } = objection;
  const provisional = releases.find(({ number }) => number === objection.release);
  const wrong = (zh: string, en: string): Finding[] => [told(objection, zh, en)];
  if (provisional?.stage !== 'provisional' || !provisional.cycles.includes(cycle))
    return wrong('它针对的不是这个年度的公示稿。', 'it does not object to a provisional release of its cycle.');
  const decided = DECIDED.includes(state);
  const inTime = deadline === provisional.objectionsUntil && receivedOn <= deadline && receivedOn >= dayOf(provisional.generatedAt);
  const settled = decidedOn !== null && decidedOn >= receivedOn && decidedOn <= day;
  const final = releases.find(({ number, stage, cycles }) => number > objection.release && stage === 'final' && cycles.includes(cycle));
  return [
    ...(contents.units.some(({ id }) => id === unit) && body.trim() !== ''
      ? []
      : wrong('没有这个单位，或没有内容。', 'there is no such unit, or it says nothing.')),
    ...(hasSubject(objection, contents)
      ? []
      : wrong(`单位没有它所说的部分或目标（${about.part ?? about.goal}）。`, `the unit has no such part or goal (${about.part ?? about.goal}).`)),
    ...(inTime ? [] : wrong('提出的日期或截止日与公示期不符。', 'the day it was made or its last day does not agree with the time for objections.')),
    ...((state !== 'open') === (decidedOn !== null) && (decidedOn === null || settled)
      ? []
      : wrong('处理日与状态或其他日期不符。', 'the day of the decision does not agree with its state or the other days.')),
    ...(decided === (decision !== null) && (!decision || (decision.zh.trim() !== '' && decision.en.trim() !== ''))
      ? []
      : wrong('处理结果没有理由，或未处理却有理由。', 'a decision has no reason, or an undecided objection has one.')),
    ...(effect === null || state === 'upheld' || state === 'partly'
      ? []
      : wrong('没有采纳，却写了得分变化。', 'it was not upheld, but names a change of the score.')),
    ...(final && state === 'open' ? wrong('得分已定稿，它却没有处理。', 'the scores became final although it is not decided.') : []),
  ];
}

function hasSubject({ unit, cycle, about }: PublicObjection, { scores, plans }: ReleaseContents): boolean {
  const tree = scores.find((one) => one.cycle === cycle)?.result.units.find(({ id }) => id === unit)?.tree;
  const has = (node: NonNullable<typeof tree>): boolean => node.id === about.part || node.children.some(has);
  const goals = plans.filter((plan) => plan.unit === unit && plan.cycle === cycle).flatMap((plan) => plan.goals);
  return (
    (about.part === null || (tree !== undefined && has(tree))) &&
    (about.goal === null || goals.some(({ code, components }) => code === about.goal || components.some((component) => component.code === about.goal)))
  );
}

/** The total after is the unit's total in the final release; a later correction may have changed it again. */
function effectFailures(objection: PublicObjection, releases: readonly PublicRelease[], { scores }: ReleaseContents): Finding[] {
  const { cycle, unit, effect } = objection;
  if (effect === null) return [];
  const final = releases.find(({ number, stage, cycles }) => number > objection.release && stage === 'final' && cycles.includes(cycle));
  if (!final) return [told(objection, '得分还没有定稿，却写了得分变化。', 'it names a change of the score although no final release has been published.')];
  if (standingOf(releases, cycle)?.number !== final.number) return [];
  const total = totalOf(scores.find((one) => one.cycle === cycle)?.result, unit);
  return total === effect.after && effect.before !== effect.after
    ? []
    : [
        told(
          objection,
          `改分后的总分写作 ${effect.after}，发布里是 ${total ?? '无'}。`,
          `its total after is given as ${effect.after}; in the release it is ${total ?? 'absent'}.`,
        ),
      ];
}

const totalOf = (result: Result | undefined, unit: string): string | null => result?.units.find(({ id }) => id === unit)?.total?.rounded ?? null;

/** What the releases before say: the provisional total, and every objection that was already public. */
async function earlierFailures(opened: Opened, objections: readonly PublicObjection[]): Promise<{ readonly findings: Finding[]; readonly unreached: number }> {
  const findings: Finding[] = [];
  let unreached = 0;
  const results = new Map<string, Result | null>();
  for (const objection of objections.filter(({ effect }) => effect !== null)) {
    const path = `scores/${objection.cycle}/result.json`;
    const key = `${objection.release}/${path}`;
    if (!results.has(key)) results.set(key, await jsonFrom<Result>(opened, objection.release, path));
    const result = results.get(key);
    if (!result) unreached += 1;
    else if (totalOf(result, objection.unit) !== objection.effect?.before)
      findings.push(told(objection, '改分前的总分与公示稿不符。', 'its total before is not the one of the provisional release.'));
  }
  const before = opened.manifest.previous && (await jsonFrom<PublicObjection[]>(opened, opened.manifest.previous.release, WHERE));
  for (const earlier of before ?? [])
    if (!objections.some((objection) => continues(objection, earlier)))
      findings.push(told(earlier, '上一号发布里有它，这次不见了或被改动过。', 'the release before has it; here it is gone or was changed.'));
  return { findings, unreached };
}

/** What was filed never changes; what was decided never changes either, but the effect comes with the final release. */
function continues(now: PublicObjection, earlier: PublicObjection): boolean {
  const filed = (one: PublicObjection) =>
    JSON.stringify([one.id, one.unit, one.cycle, one.release, one.about, one.body, one.language, one.receivedOn, one.deadline]);
  const decided = (one: PublicObjection) => JSON.stringify([one.state, one.decision, one.decidedOn]);
  const effect = earlier.effect === null || JSON.stringify(earlier.effect) === JSON.stringify(now.effect);
  return filed(now) === filed(earlier) && effect && (earlier.state === 'open' || decided(now) === decided(earlier));
}

async function jsonFrom<T>({ reader }: Opened, release: number, path: string): Promise<T | null> {
  try {
    const bytes = await reader.other?.(release)?.read(path);
    return bytes ? (JSON.parse(fromUtf8(bytes)) as T) : null;
  } catch {
    return null;
  }
}
