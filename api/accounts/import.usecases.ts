import { listUsers } from '../../db/queries/staff.ts';
import { ROLES, type Role } from '../../db/schema/staff.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import type { Fault } from '../errors.ts';
import { findHeader, type Headed } from '../spreadsheets/header.ts';
import { readWorkbook } from '../spreadsheets/workbook.ts';
import { faultyList } from './accounts.errors.ts';
import { type AccountInput, Login, unitFault } from './accounts.shapes.ts';
import { addAccount, type Invitation, unitsOf } from './accounts.usecases.ts';

/** Headings of a list of staff, as offices write them. */
const COLUMNS = {
  login: ['账号', '登录名', '用户名', 'login', 'account'],
  name: ['姓名', '名字', 'name'],
  role: ['角色', '岗位', 'role'],
  unit: ['单位', '单位编号', '所在单位', 'unit'],
  body: ['机构', '所属机构', 'body', 'organisation'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Field = keyof typeof COLUMNS;

/** What the list may call a role, beside its id. */
const ROLE_NAMES: Readonly<Record<string, Role>> = {
  单位填报员: 'unit-editor',
  单位审核人: 'unit-approver',
  核实部门: 'verifier',
  考核办工作人员: 'office-staff',
  考核办审批人: 'office-approver',
  密钥保管人: 'key-holder',
  留言审核员: 'moderator',
  审计员: 'auditor',
  系统管理员: 'administrator',
};

const MOST = 2000;

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } });

/**
 * Reads a list of staff as an import would. Nothing is written.
 * @throws AppError request.invalid with every fault by line and column: `line 12, column 角色`.
 */
export async function readStaffList(deps: Dependencies, file: Uint8Array): Promise<readonly AccountInput[]> {
  const { sheets, fault } = await readWorkbook(file);
  if (fault) throw faultyList([fault]);
  const table = sheets[0] && findHeader<Field>(sheets[0], COLUMNS);
  if (!table)
    throw faultyList([
      told('file', '找不到表头；第一行应有“账号、姓名、角色、单位”。', 'No header was found; the first row should read login, name, role, unit.'),
    ]);
  if (table.rows.length > MOST) throw faultyList([told('file', `一次最多 ${MOST} 人。`, `At most ${MOST} people at once.`)]);
  const taken = new Map((await listUsers(deps.db)).map(({ login }) => [login, 0]));
  const units = new Map(
    deps.city.units.flatMap(({ id, name }) => [
      [id, id],
      [name.zh, id],
      [name.en.toLowerCase(), id],
    ]),
  );
  const read = table.rows.map(({ line, cells }) => readPerson(deps, table, { line, cells }, taken, units));
  const faults = read.flatMap((one) => one.faults);
  if (faults.length > 0) throw faultyList(faults);
  return read.map(({ input }) => input);
}

function readPerson(
  deps: Dependencies,
  { columns, headings }: Headed<Field>,
  { line, cells }: { readonly line: number; readonly cells: readonly string[] },
  taken: Map<string, number>,
  units: ReadonlyMap<string, string>,
): { readonly input: AccountInput; readonly faults: readonly Fault[] } {
  const cell = (field: Field): string => cells[columns[field] ?? -1] ?? '';
  const at = (field: Field): string => `line ${line}, column ${headings[field] ?? field}`;
  const faults: Fault[] = [];
  const say = (field: Field, zh: string, en: string): void => {
    faults.push(told(at(field), `第 ${line} 行“${headings[field] ?? field}”：${zh}`, `Line ${line}, "${headings[field] ?? field}": ${en}`));
  };
  const login = cell('login').toLowerCase();
  const before = taken.get(login);
  if (!Login.safeParse(login).success) say('login', '账号用 2–40 个小写字母、数字、点或连字符。', 'a login has 2–40 small letters, digits, dots or hyphens.');
  else if (before === 0) say('login', `账号“${login}”已经存在。`, `the account "${login}" exists already.`);
  else if (before !== undefined) say('login', `账号“${login}”已在第 ${before} 行出现。`, `the account "${login}" stands in line ${before} already.`);
  taken.set(login, before ?? line);
  if (cell('name') === '' || cell('name').length > 80) say('name', '要有姓名，最多 80 个字。', 'a name is needed, 80 characters at most.');
  const role = ROLE_NAMES[cell('role')] ?? ROLES.find((one) => one === cell('role'));
  if (!role)
    say(
      'role',
      `没有角色“${cell('role')}”；可以是：${Object.keys(ROLE_NAMES).join('、')}。`,
      `there is no role "${cell('role')}"; it can be: ${ROLES.join(', ')}.`,
    );
  const unit = cell('unit') === '' ? null : (units.get(cell('unit')) ?? units.get(cell('unit').toLowerCase()) ?? cell('unit'));
  const misfit = role && unitFault({ role, unit }, unitsOf(deps));
  if (misfit) say('unit', misfit.zh, misfit.en);
  return { input: { login, name: cell('name'), role: role ?? 'auditor', unit, body: cell('body') || null }, faults };
}

/** Makes all accounts of a list, or none. @returns the one-time links, told once. */
export async function importStaff(deps: Dependencies, actor: Staff, file: Uint8Array): Promise<readonly Invitation[]> {
  const people = await readStaffList(deps, file);
  return deps.db.transaction(async (tx) => {
    const invitations: Invitation[] = [];
    for (const person of people) invitations.push(await addAccount(deps, tx, actor, person));
    await audit(tx, deps.clock(), { actor: actor.userId, action: 'user.list_imported', subject: 'user:list', detail: { people: people.length } });
    return invitations;
  });
}
