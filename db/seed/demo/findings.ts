import type { City, CityCycle, CityUnit, Text } from '../../../content/load.ts';
import { nameUuid } from './ids.ts';
import { type Random, random } from './random.ts';
import type { FindingRow, PartValueRow } from './rows.ts';

interface Rule {
  readonly id: string;
  readonly kind: 'add' | 'deduct';
  readonly points: string;
  readonly reasons: readonly Text[];
}

/** The measurable criteria of the scheme's management part with the points of one entry, and what happened. */
export const CRITERIA: readonly Rule[] = [
  {
    id: 'late-report',
    kind: 'deduct',
    points: '2',
    reasons: [
      { zh: '季度自查报告迟报 3 天', en: 'Quarterly self-check 3 days late' },
      { zh: '重点工作台账迟报 1 天', en: 'Ledger of key work 1 day late' },
    ],
  },
  {
    id: 'wrong-figure',
    kind: 'deduct',
    points: '3',
    reasons: [
      { zh: '上报投资额与付款凭证不符', en: 'Reported spending differs from the vouchers' },
      { zh: '服务人次重复统计，已更正', en: 'Visits counted twice, since corrected' },
    ],
  },
  {
    id: 'overdue-order',
    kind: 'deduct',
    points: '2',
    reasons: [
      { zh: '督办单要求的积水点整治超期 12 天', en: 'Flooding point on a supervision order 12 days overdue' },
      { zh: '督办的历史遗留问题超期未办结', en: 'Supervised old case not finished in time' },
    ],
  },
  {
    id: 'overdue-reply',
    kind: 'deduct',
    points: '1',
    reasons: [{ zh: '1 条群众投诉超过 5 个工作日未答复', en: 'One complaint not answered within 5 working days' }],
  },
  {
    id: 'upheld-complaint',
    kind: 'deduct',
    points: '2',
    reasons: [
      { zh: '窗口推诿投诉查实', en: 'Complaint about being sent away at the counter upheld' },
      { zh: '超时办件投诉查实', en: 'Complaint about delay upheld' },
    ],
  },
  { id: 'open-data', kind: 'add', points: '1', reasons: [{ zh: '主动开放业务数据集并按月更新', en: 'Opened a data set and renews it monthly' }] },
  { id: 'experience', kind: 'add', points: '3', reasons: [{ zh: '工作经验获省级文件推广', en: 'Practice taken up in a provincial document' }] },
  { id: 'commendation-received', kind: 'add', points: '2', reasons: [{ zh: '单项工作获省级机关文件表彰', en: 'Work commended in a provincial document' }] },
];

const KEY_TASKS = ['manyuan', 'new-countryside', 'investment', 'culture-tourism', 'four-city', 'harmony'] as const;

/** One veto, one override with its document and one claim without: all in the open year. */
const SPECIAL = {
  veto: {
    unitId: 'transport-investment',
    criterion: 'safety',
    reason: {
      zh: '在建桥梁模板坍塌，调查报告认定为较大事故，负主要责任',
      en: 'Formwork of a bridge collapsed; the inquiry found a major accident with main responsibility',
    },
  },
  proved: { unitId: 'disabled-federation', place: 2, reason: { zh: '全省残联系统年度考核第二名', en: 'Second place of its system in the province' } },
  claimed: {
    unitId: 'sports',
    place: 3,
    reason: { zh: '自报全省体育系统第三名，未提供上级文件', en: 'Claims third place of its system in the province; no document handed in' },
  },
} as const;

export interface Judged {
  readonly findings: FindingRow[];
  readonly partValues: PartValueRow[];
}

/** Findings and plain values of all units in one cycle. */
export function judged(seed: string, city: City, cycle: CityCycle): Judged {
  const units = city.units.map((unit) => ({ unit, draw: random(seed, 'findings', cycle.id, unit.id) }));
  const findings = units.flatMap(({ unit, draw }) => [...quarterly(unit, cycle, draw), tier(unit, cycle, draw)]);
  const special = cycle.id === '2025' ? specials(cycle) : [];
  return { findings: [...findings, ...special], partValues: city.units.flatMap((unit) => values(seed, unit, cycle)) };
}

function quarterly(unit: CityUnit, cycle: CityCycle, draw: Random): FindingRow[] {
  const care = draw.next();
  return cycle.periods.flatMap((period) => {
    const many = (draw.chance(0.12 + 0.3 * care) ? 1 : 0) + (draw.chance(0.18) ? 1 : 0);
    return Array.from({ length: many }, (_, i) => quarterFinding({ unit, cycle, draw, periodId: period.id, lenient: care < 0.5, i }));
  });
}

function quarterFinding({
  unit,
  cycle,
  draw,
  periodId,
  lenient,
  i,
}: {
  unit: CityUnit;
  cycle: CityCycle;
  draw: Random;
  periodId: string;
  lenient: boolean;
  i: number;
}): FindingRow {
  const kind = draw.chance(lenient ? 0.62 : 0.38) ? 'add' : 'deduct';
  const rule = draw.pick(CRITERIA.filter((one) => one.kind === kind));
  const reason = draw.pick(rule.reasons);
  return {
    id: nameUuid('finding', unit.id, cycle.id, periodId, i),
    unitId: unit.id,
    cycleId: cycle.id,
    part: 'management',
    kind,
    criterion: rule.id,
    points: rule.points,
    periodId,
    document: documentNumber(cycle, draw),
    reasonZh: reason.zh,
    reasonEn: reason.en,
  };
}

const documentNumber = (cycle: CityCycle, draw: Random): string => `楚绩考〔${cycle.id}〕${draw.int(3, 68)}号`;

function tier(unit: CityUnit, cycle: CityCycle, draw: Random): FindingRow {
  const at = draw.next();
  const level = at < 0.25 ? 'tier-1' : at < 0.85 ? 'tier-2' : 'tier-3';
  return {
    id: nameUuid('finding', unit.id, cycle.id, 'tier'),
    unitId: unit.id,
    cycleId: cycle.id,
    part: 'management',
    kind: 'tier',
    level,
    criterion: 'banded-ranking',
    periodId: 'q4',
    document: `楚绩考〔${cycle.id}〕70号`,
    reasonZh: '年终分档排名',
    reasonEn: 'Year-end banded ranking',
  };
}

function specials(cycle: CityCycle): FindingRow[] {
  const { veto, proved, claimed } = SPECIAL;
  const base = (unitId: string, what: string, reason: Text) => ({
    id: nameUuid('finding', unitId, cycle.id, what),
    unitId,
    cycleId: cycle.id,
    reasonZh: reason.zh,
    reasonEn: reason.en,
  });
  const top = { part: 'achievements', kind: 'override', criterion: 'province-top-three' } as const;
  return [
    { ...base(veto.unitId, 'veto', veto.reason), part: 'total', kind: 'veto', criterion: veto.criterion, document: `楚安调〔${cycle.id}〕2号` },
    { ...base(proved.unitId, 'override', proved.reason), ...top, place: proved.place, document: `省残办发〔${cycle.id}〕41号（演示）` },
    { ...base(claimed.unitId, 'override', claimed.reason), ...top, place: claimed.place, document: null },
  ];
}

/** Both reviews of the year were held; departments have the figures of the key tasks they take part in (0–6). */
function values(seed: string, unit: CityUnit, cycle: CityCycle): PartValueRow[] {
  const value = (part: string, valueId: string, figure: string, document: string | null): PartValueRow => ({
    unitId: unit.id,
    cycleId: cycle.id,
    part,
    valueId,
    value: figure,
    document,
  });
  const held = ['half-year', 'year-end'].map((review) => value('management', review, '1', null));
  if (unit.category !== 'departments') return held;
  const skill = 84 + 6 * random(seed, 'key-skill', unit.id).bell();
  const share = random(seed, 'key-tasks', unit.id);
  const tasks = share.sample(KEY_TASKS, taskCount(share.next()));
  const luck = random(seed, 'key-luck', unit.id, cycle.id);
  return [...held, ...tasks.map((task) => value('key-tasks', task, taskScore(skill, luck), `重点工作台账 ${cycle.id}-${task}`))];
}

const taskCount = (at: number): number => [0, 1, 1, 2, 2, 3, 3, 4, 5, 6][Math.floor(at * 10)] ?? 2;
const taskScore = (skill: number, luck: Random): string => Math.min(99, Math.max(58, skill + 3.5 * luck.bell())).toFixed(1);
