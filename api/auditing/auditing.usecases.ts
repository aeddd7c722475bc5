import type { z } from '@hono/zod-openapi';
import { firstMoment, lastMoment } from '../../content/load.ts';
import { type AuditRow, type AuditSearch, searchAudit } from '../../db/queries/audit.ts';
import { listUsers } from '../../db/queries/staff.ts';
import { FIRST_HASH } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import type { Written } from '../spreadsheets/write.ts';
import type { Search, Sought } from './auditing.shapes.ts';
import { type ChainCheck, hashOf, verifyAuditChain } from './chain.ts';
import { releasedHead } from './released.ts';

type Needs = Pick<Dependencies, 'db' | 'city' | 'config'>;
type Asked = Omit<z.output<typeof Sought>, 'lang'>;

/** Rows of one file. */
const MOST = 50_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A page of the log, or of what answers a search, with the check of its hashes. */
export async function readAudit({ db, city, config }: Needs, { order, after, limit, ...asked }: z.output<typeof Search>) {
  const people = await peopleOf(db);
  const rows = await searchAudit(db, searchOf(asked, people, city.timezone), { order, after, limit });
  const whole = Object.values(asked).every((value) => value === undefined || value === '');
  const chain = whole ? chainOf(order === 'oldest' ? rows : rows.toReversed(), order === 'oldest' && after === 0) : eachOf(rows);
  return {
    rows: rows.map((row) => recordOf(row, people)),
    next: rows.length === limit ? (rows.at(-1)?.sequence ?? null) : null,
    chain: { holds: chain.holds, brokenAt: chain.holds ? null : chain.brokenAt },
    released: await releasedHead(db, config.dataDir),
  };
}

const HEADINGS = {
  zh: ['行', '时间', '谁', '当时的角色', '做了什么', '对象', '细节', '改动前摘要', '改动后摘要', '前一行散列值', '散列值'],
  en: ['Row', 'Time', 'Who', 'Role then', 'What', 'Subject', 'Detail', 'Digest before', 'Digest after', 'Hash of the row before', 'Hash'],
} as const;

/** What answers a search as a table, the newest rows first. */
export async function auditTable({ db, city }: Needs, asked: Asked, lang: 'zh' | 'en'): Promise<Written> {
  const people = await peopleOf(db);
  const rows = await searchAudit(db, searchOf(asked, people, city.timezone), { order: 'newest', after: 0, limit: MOST });
  return {
    name: lang === 'zh' ? '审计日志' : 'Audit log',
    headings: HEADINGS[lang],
    rows: rows.map((row) => {
      const { sequence, at, actor, role, action, subject, detail, before, after, previousHash, hash } = recordOf(row, people);
      return [sequence, at, actor, role, action, subject, JSON.stringify(detail), before, after, previousHash, hash];
    }),
  };
}

const chainOf = (rows: readonly AuditRow[], fromBeginning: boolean): ChainCheck => verifyAuditChain(rows, fromBeginning ? FIRST_HASH : rows[0]?.previousHash);

/** Rows that are no neighbours: each is held against its own hash. */
function eachOf(rows: readonly AuditRow[]): ChainCheck {
  const broken = rows.find((row) => row.hash !== hashOf(row));
  return broken ? { holds: false, brokenAt: broken.sequence } : { holds: true };
}

async function peopleOf(db: Needs['db']): Promise<ReadonlyMap<string, string>> {
  return new Map((await listUsers(db)).map(({ id, login }) => [id, login]));
}

function searchOf({ actor, action, subject, text, from, to, role }: Asked, people: ReadonlyMap<string, string>, timezone: string): AuditSearch {
  const person = actor === '-' ? 'product' : ([...people].find(([, login]) => login === actor)?.[0] ?? NOBODY);
  return {
    actor: actor ? person : undefined,
    role,
    action: action || undefined,
    subject: subject || undefined,
    text: text || undefined,
    from: from === undefined ? undefined : firstMoment(from, timezone),
    to: to === undefined ? undefined : lastMoment(to, timezone),
  };
}

const recordOf = ({ at, actor, detail, ...row }: AuditRow, people: ReadonlyMap<string, string>) => ({
  ...row,
  at: at.toISOString(),
  actor: actor === null ? null : (people.get(actor) ?? actor),
  detail: detail as Record<string, unknown>,
});
