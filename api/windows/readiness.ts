import type { z } from '@hono/zod-openapi';
import { listUsers } from '../../db/queries/staff.ts';
import { type DecisionRow, listDecisions, listSigners } from '../../db/queries/window-decisions.ts';
import { findWindow, type WindowRow } from '../../db/queries/windows.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { isPublicKey } from '../../proof/keys.ts';
import type { Auditor } from '../../proof/log/ballots-file.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { isPick } from '../../proof/picks.ts';
import type { Dependencies } from '../context.ts';
import { AppError, type Sentence } from '../errors.ts';
import { DECISION } from './decisions.errors.ts';
import type { Office } from './decisions.shapes.ts';
import { partsOf } from './decisions.usecases.ts';
import { buildManifest } from './manifest.ts';
import { pickInWords } from './pick-words.ts';
import { unknownWindow } from './windows.errors.ts';

type OfficeFacts = z.infer<typeof Office>;
type Check = OfficeFacts['checks'][number];

/** What the office sees of a window beside the public facts: decisions, what sealing still needs, the rules in words. */
export async function officeFacts(deps: Dependencies, id: string, userId: string): Promise<OfficeFacts> {
  const row = await findWindow(deps.db, id);
  if (row === null) throw unknownWindow();
  const [decisions, signers, users] = await Promise.all([listDecisions(deps.db, id), listSigners(deps.db), listUsers(deps.db)]);
  const names = new Map(users.map((user) => [user.id, user.name]));
  const bodies = [...new Set(signers.flatMap(({ body }) => body ?? []))].sort();
  const office = signers.filter(({ role }) => role !== 'key-holder').length;
  const { manifest, faults } = rulesOf(deps, row);
  return {
    decisions: decisions.map((decision) => toDecision(decision, names, userId)),
    checks: row.state === 'draft' ? [...timeChecks(row, deps.clock()), peopleCheck(office), ...bodyChecks(row, bodies), ...faults] : [],
    rules: manifest && inWords(deps, manifest),
    bodies,
  };
}

/** The sealed rules, or those that would be sealed now; else why they cannot be. */
function rulesOf(deps: Dependencies, row: WindowRow): { readonly manifest: WindowManifest | null; readonly faults: Check[] } {
  if (row.manifest) return { manifest: row.manifest as WindowManifest, faults: [] };
  const fits: Check = {
    id: 'scheme',
    ok: true,
    sentence: { zh: '考核办法与城市的评议主体、问卷相符。', en: 'The scheme fits the city’s groups and questionnaires.' },
  };
  try {
    return { manifest: buildManifest(deps, row, { publicKey: '', keyShares: null }, partsOf(deps, row)), faults: [fits] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const sentences = error.faults.length > 0 ? error.faults.map(({ message }) => message) : [error.sentence];
    return { manifest: null, faults: sentences.map((sentence) => ({ id: 'scheme', ok: false, sentence })) };
  }
}

const check = (id: string, ok: boolean, good: Sentence, bad: Sentence): Check => ({ id, ok, sentence: ok ? good : bad });

const timeChecks = ({ closesAt }: WindowRow, now: Date): Check[] => [
  check(
    'times',
    closesAt > now,
    { zh: '截止时间在将来。', en: 'The closing time lies ahead.' },
    { zh: '截止时间已经过去，请另拟评议期。', en: 'The closing time is past; draft another window.' },
  ),
];

const peopleCheck = (office: number): Check =>
  check(
    'people',
    office >= 2,
    { zh: '考核办有两个以上可用账号，可以一人提出、另一人确认。', en: 'The office has two accounts or more: one proposes, another confirms.' },
    {
      zh: '考核办只有一个可用账号，封定、提前截止等须两个人，请先增加账号。',
      en: 'The office has fewer than two accounts; what takes two people cannot be done. Add one.',
    },
  );

function bodyChecks({ keyCustody }: WindowRow, bodies: readonly string[]): Check[] {
  if (keyCustody === 'demonstration') return [];
  const named = bodies.join('、');
  return [
    check(
      'bodies',
      bodies.length >= 2,
      { zh: `可输入份额的账号分属：${named}。`, en: `Accounts that may enter a share belong to: ${bodies.join(', ')}.` },
      {
        zh: '至少要有两个不同单位的账号才能开封，请先为保管人建立账号并登记单位。',
        en: 'Opening takes accounts of two different bodies; make accounts for the holders and enter their bodies first.',
      },
    ),
  ];
}

function toDecision({ kind, detail, ...row }: DecisionRow, names: ReadonlyMap<string, string>, userId: string): OfficeFacts['decisions'][number] {
  const { publicKey = '', auditors } = detail as { readonly publicKey?: string; readonly auditors?: readonly Auditor[] };
  return {
    kind,
    label: DECISION[kind],
    detail: detail as Record<string, unknown>,
    fingerprint: isPublicKey(publicKey) ? fingerprintOf(publicKey) : null,
    auditors: auditors?.map((one) => ({ name: one.name, fingerprint: fingerprintOf(one.publicKey) })) ?? null,
    proposedBy: names.get(row.proposedBy) ?? '',
    proposedBody: row.proposedBody,
    mine: row.proposedBy === userId,
    confirmedBy: row.confirmedBy && (names.get(row.confirmedBy) ?? ''),
    confirmedBody: row.confirmedBody,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
  };
}

function inWords({ city }: Pick<Dependencies, 'city'>, manifest: WindowManifest): NonNullable<OfficeFacts['rules']> {
  const unnamed = (id: string): Sentence => ({ zh: id, en: id });
  const channel = (id: string): string => city.channels.find((one) => one.id === id)?.label.zh ?? id;
  return {
    scheme: manifest.scheme.id,
    mergeBelow: manifest.rules.mergeBelow,
    units: manifest.units.length,
    groups: manifest.groups.map((group) => ({
      ...group,
      channels: group.channels.map(channel),
      label: city.groups.find(({ id }) => id === group.id)?.label ?? unnamed(group.id),
    })),
    questionnaires: manifest.questionnaires.map((form) => {
      const { id, questions, levels } = form;
      if (isPick(form)) return { id, questions: [pickInWords(city, form)], levels: [] };
      const asked = city.questionnaires.find((one) => one.id === id);
      return {
        id,
        questions: questions.map((question) => asked?.questions.find((one) => one.id === question.id)?.text ?? unnamed(question.id)),
        levels: levels.map((level) => ({ label: asked?.levels.find((one) => one.id === level.id)?.label ?? unnamed(level.id), value: level.value })),
      };
    }),
  };
}
