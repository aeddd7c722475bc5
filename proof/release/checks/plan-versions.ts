import { canonicalJson } from '../../../scoring/index.ts';
import { groupBy } from '../../group-by.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicPlanVersion } from '../files.ts';
import { effectOf } from '../plan-effect.ts';
import { changesBetween, termsOf } from '../plan-versions.ts';
import { type Finding, fails, failuresOr, holds } from './finding.ts';

const WHERE = 'plan-versions.json';
type Fault = readonly [zh: string, en: string];

/** Each version's changes, late lowerings and effect follow from the goals and dates, and the plans in force are its last final ones. */
export function checkPlanVersions(contents: ReleaseContents): Finding[] {
  const { planVersions, plans } = contents;
  if (planVersions.length === 0 && !contents.calendar.from) return []; // an earlier form
  const byPlan = groupBy(planVersions, ({ unit, cycle }) => `${cycle} ${unit}`);
  const failures = [
    ...plans
      .filter(({ unit, cycle }) => !byPlan.has(`${cycle} ${unit}`))
      .map(({ unit, cycle }) =>
        fails('plan.versions', `${WHERE} ${unit} ${cycle}`, `${unit} ${cycle} 的计划书没有版本记录。`, `The plan of ${unit}, ${cycle}, has no versions.`),
      ),
    ...[...byPlan.values()].flatMap((versions) => versions.flatMap((version, at) => told(version, faultsOf(contents, versions, at)))),
  ];
  const changes = planVersions.flatMap((version) => version.changes);
  const late = changes.filter((change) => change.late).length;
  return failuresOr(
    failures,
    holds(
      'plan.versions',
      WHERE,
      `${planVersions.length} 个计划书版本的变动、是否临期调低和对得分的影响都重算过，相符；共 ${changes.length} 处变动，其中临期调低 ${late} 处。`,
      `Changes, late lowerings and effects of ${planVersions.length} plan versions were computed again and agree: ${changes.length} changes, ${late} of them late lowerings.`,
    ),
  );
}

const told = ({ unit, cycle, version }: PublicPlanVersion, faults: readonly Fault[]): Finding[] =>
  faults.map(([zh, en]) =>
    fails(
      'plan.versions',
      `${WHERE} ${unit} ${cycle} ${version}`,
      `${unit} ${cycle} 计划书第 ${version} 版：${zh}`,
      `Plan of ${unit}, ${cycle}, version ${version}: ${en}`,
    ),
  );

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

function faultsOf(contents: ReleaseContents, versions: readonly PublicPlanVersion[], at: number): Fault[] {
  const version = versions[at] as PublicPlanVersion;
  const before = versions[at - 1] ?? null;
  return [
    ...(before && version.version <= before.version ? [['版本号的次序不对。', 'its number is out of order.'] as const] : []),
    ...(version.state === stateOf(version, versions) ? [] : [['状态与各版本的定稿日不符。', 'its state does not follow from the versions.'] as const]),
    ...(before === null || (version.reason && version.approver)
      ? []
      : [['没有写明变动理由或批准者。', 'the reason or the approver of the change is missing.'] as const]),
    ...changeFaults(contents, version, before),
    ...inForceFaults(contents, version, versions),
  ];
}

const isFinal = ({ state }: PublicPlanVersion): boolean => state !== 'notice';

const stateOf = (version: PublicPlanVersion, versions: readonly PublicPlanVersion[]): PublicPlanVersion['state'] => {
  if (version.finalOn === null && !isFinal(version)) return 'notice';
  return versions.some((other) => isFinal(other) && other.version > version.version) ? 'superseded' : 'final';
};

function changeFaults({ cycles, schemes, units, plans }: ReleaseContents, version: PublicPlanVersion, before: PublicPlanVersion | null): Fault[] {
  const cycle = cycles.find(({ id }) => id === version.cycle);
  if (!cycle) return [['没有这个考核年度。', 'there is no such cycle.']];
  if (before === null) return version.changes.length > 0 || version.effect ? [['第一版不应有变动。', 'a first version changes nothing.']] : [];
  const changes = changesBetween(before.goals, version.goals, version.finalOn ?? version.noticeFrom, cycle);
  const plan = plans.find(({ unit, cycle: of }) => unit === version.unit && of === version.cycle);
  const category = units.find(({ id }) => id === version.unit)?.category ?? '';
  const effect = plan ? effectOf(schemes.get(cycle.scheme), category, plan, before.goals, { goals: version.goals, changes }) : null;
  return [
    ...(same(changes, version.changes)
      ? []
      : [
          [
            '列出的变动、降低要求或临期调低的标记，与两个版本的目标和日期不符。',
            'the listed changes or their marks do not follow from the goals and dates of the two versions.',
          ] as const,
        ]),
    ...(same(effect, version.effect) ? [] : [['对得分的影响与重算的不同。', 'the effect on the score is not what computing again gives.'] as const]),
  ];
}

/** The version in force says of each goal what `plans.json` says. */
function inForceFaults({ plans }: ReleaseContents, version: PublicPlanVersion, versions: readonly PublicPlanVersion[]): Fault[] {
  const inForce = versions.findLast(isFinal) ?? versions.at(-1);
  const plan = plans.find(({ unit, cycle }) => unit === version.unit && cycle === version.cycle);
  if (inForce !== version || !plan) return [];
  const dates = (one: Pick<PublicPlanVersion, 'noticeFrom' | 'noticeTo' | 'finalOn'>): unknown => [one.noticeFrom, one.noticeTo, one.finalOn];
  return plan.version === version.version && plan.state === version.state && same(dates(plan), dates(version)) && same(termsOf(plan.goals), version.goals)
    ? []
    : [['与 plans.json 里有效的计划书不同。', 'it is not the plan in force in plans.json.']];
}
