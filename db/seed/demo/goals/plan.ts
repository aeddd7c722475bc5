import type { City, CityCycle, CityUnit, Text } from '../../../../content/load.ts';
import { firstMoment, lastMoment, resolveDate } from '../../../../content/load.ts';
import { templatesOf } from '../families.ts';
import { nameUuid } from '../ids.ts';
import { type Random, random } from '../random.ts';
import type { GoalRow, PlanRow } from '../rows.ts';
import { COMMON } from './common.ts';
import { figureText, type MilestoneCourse, milestoneCourse, type NumericCourse, numericCourse } from './figures.ts';
import { DISTRICT } from './government.ts';
import type { Template } from './template.ts';

/** A goal with the way its figures will go. */
export interface PlannedGoal {
  readonly row: GoalRow;
  readonly course: NumericCourse | MilestoneCourse | null;
  readonly components: readonly PlannedGoal[];
}

export interface UnitPlan {
  readonly plan: PlanRow & { id: string };
  readonly unit: CityUnit;
  readonly cycle: CityCycle;
  readonly goals: readonly PlannedGoal[];
}

/** How well a unit reaches its plans; about 1. The one below 0.9 has its year's achievement settled by an override. */
export function diligenceOf(seed: string, unitId: string): number {
  if (unitId === 'disabled-federation') return 0.8;
  return 1.02 + 0.035 * random(seed, 'diligence', unitId).bell();
}

export function planRow(city: City, cycle: CityCycle, unitId: string, installedAt: Date): UnitPlan['plan'] {
  const day = (value: Parameters<typeof resolveDate>[0]): string => resolveDate(value, installedAt, city.timezone);
  const dates = cycle.plan && {
    noticeFrom: firstMoment(day(cycle.plan.noticeFrom), city.timezone),
    noticeTo: lastMoment(day(cycle.plan.noticeTo), city.timezone),
    finalAt: firstMoment(day(cycle.plan.finalOn), city.timezone),
  };
  return {
    id: nameUuid('plan', unitId, cycle.id),
    unitId,
    cycleId: cycle.id,
    version: 1,
    state: 'final',
    ...dates,
    ...(dates && { createdAt: dates.noticeFrom }),
  };
}

/** The templates of a unit: the same in each year, so that a trend can be seen. */
function chosen(seed: string, unit: CityUnit, borrowed: number): readonly Template[] {
  const draw = random(seed, 'templates', unit.id);
  if (unit.category !== 'departments') return draw.sample(DISTRICT, 8);
  if (borrowed > 0) return draw.sample(COMMON, 2);
  const own = templatesOf(unit.id);
  const rest = draw.sample(own.slice(1), draw.int(2, 4));
  return [...own.slice(0, 1), ...rest, ...draw.sample(COMMON, draw.int(1, 3))];
}

interface Site {
  readonly seed: string;
  readonly unit: CityUnit;
  readonly cycle: CityCycle;
  readonly planId: string;
  readonly part: string;
}

/** Plan of one unit for one cycle; `borrowed` goals come first where there are any. */
export function unitPlan(
  input: { seed: string; city: City; unit: CityUnit; cycle: CityCycle; installedAt: Date },
  borrowed: (planId: string) => readonly PlannedGoal[],
): UnitPlan {
  const { seed, city, unit, cycle, installedAt } = input;
  const plan = planRow(city, cycle, unit.id, installedAt);
  const first = borrowed(plan.id);
  const part = unit.category === 'departments' ? 'main-business' : 'indicators';
  const site = { seed, unit, cycle, planId: plan.id, part };
  const own = chosen(seed, unit, first.length).map((template, i) => plannedGoal(template, site, String(first.length + i + 1), i + 1 + first.length));
  return { plan, unit, cycle, goals: [...first, ...own] };
}

function plannedGoal(template: Template, site: Site, number: string, position: number, parentId?: string): PlannedGoal {
  const code = `${site.unit.id}-${site.cycle.id}-${number}`;
  const id = nameUuid('goal', code);
  const course = courseOf(template, site, random(site.seed, 'goal', site.unit.id, number, site.cycle.id));
  const row: GoalRow = {
    id,
    planId: site.planId,
    code,
    parentId: parentId ?? null,
    part: site.part,
    kind: template.kind,
    position,
    direction: template.direction ?? null,
    titleZh: template.title.zh,
    titleEn: template.title.en,
    measureZh: template.measure.zh,
    measureEn: template.measure.en,
    start: course?.kind === 'numeric' && course.direction === 'decrease' ? figureText(course.start, course.decimals) : null,
    target: course?.kind === 'numeric' ? figureText(course.target, course.decimals) : null,
    due: course?.kind === 'milestone' ? course.due : `${site.cycle.id}-12-31`,
    ...promise(template, course),
  };
  const components = (template.components ?? []).map((part, i) => plannedGoal(part, site, `${number}-${i + 1}`, i + 1, id));
  return { row, course, components };
}

/** Plans of the first cycle are the base; a later one asks up to 8 % more. A county's indicators grow with its size and vary little. */
function courseOf(template: Template, site: Site, draw: Random): PlannedGoal['course'] {
  if (template.kind === 'composite') return null;
  if (template.kind === 'milestone') return milestoneCourse(draw, site.cycle.id);
  const first = site.cycle.id === '2024';
  const growth = first ? 1 : 1 + 0.08 * random(site.seed, 'growth', site.unit.id, template.title.en).next();
  const district = site.part === 'indicators';
  const level = district ? random(site.seed, 'size', site.unit.id) : random(site.seed, 'level', site.unit.id, template.title.en);
  const diligence = diligenceOf(site.seed, site.unit.id);
  return numericCourse(template, level, draw, district ? { growth, diligence: 1 + (diligence - 1) / 3, spread: 0.3 } : { growth, diligence, spread: 1 });
}

function promise(template: Template, course: PlannedGoal['course']): { promiseZh: string; promiseEn: string } {
  const text = promiseText(template, course);
  return { promiseZh: text.zh, promiseEn: text.en };
}

function promiseText({ measure, title, components }: Template, course: PlannedGoal['course']): Text {
  if (course?.kind === 'milestone') return { zh: `${course.due} 前完成`, en: `by ${course.due}` };
  if (course === null) return { zh: `${components?.length ?? 0} 项内容全部完成`, en: `${title.en}: all ${components?.length ?? 0} parts` };
  const [target, start] = [figureText(course.target, course.decimals), figureText(course.start, course.decimals)];
  const unit = { zh: measure.zh === '%' ? '%' : ` ${measure.zh}`, en: measure.en === '%' ? ' %' : ` ${measure.en}` };
  if (course.direction === 'at-least') return { zh: `全年不低于 ${target}${unit.zh}`, en: `at least ${target}${unit.en} over the year` };
  if (course.direction === 'decrease') return { zh: `由 ${start} 降至 ${target}${unit.zh}`, en: `from ${start} down to ${target}${unit.en}` };
  return { zh: `全年 ${target}${unit.zh}`, en: `${target}${unit.en} in the year` };
}

/** All goals of a plan with their components, parents first. */
export const flat = (goals: readonly PlannedGoal[]): PlannedGoal[] => goals.flatMap((goal) => [goal, ...flat(goal.components)]);
