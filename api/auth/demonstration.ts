import type { City } from '../../content/load.ts';
import type { Role } from '../../db/schema/staff.ts';
import { demonstrationAccount } from './auth.errors.ts';

export interface DemonstrationAccount {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId?: string;
  readonly body?: string;
  /** Categories that a verifier was given. */
  readonly verifies?: readonly string[];
}

/** Accounts of the demonstration city, shown on its sign-in page. No other city has accounts before its administrator makes them. */
export const DEMONSTRATION_PASSWORD = 'gongping-demo';
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  { login: 'office1', name: '绩考办 甲', role: 'office-staff', body: '市绩效考核办公室' },
  { login: 'office2', name: '绩考办 乙', role: 'office-approver', body: '市绩效考核办公室' },
  { login: 'holder1', name: '市审计局 保管人', role: 'key-holder', body: '市审计局' },
  { login: 'holder2', name: '市公证处 保管人', role: 'key-holder', body: '市公证处' },
  { login: 'holder3', name: '市档案馆 保管人', role: 'key-holder', body: '市档案馆' },
  { login: 'housing', name: '市住房和城乡建设局 填报人', role: 'unit-editor', unitId: 'housing' },
  { login: 'housing2', name: '市住房和城乡建设局 审核人', role: 'unit-approver', unitId: 'housing' },
  { login: 'verifier', name: '市统计局 核实人', role: 'verifier', unitId: 'statistics', body: '市统计局', verifies: ['counties', 'zone'] },
  { login: 'moderator', name: '留言审核员', role: 'moderator' },
  { login: 'auditor', name: '审计员', role: 'auditor' },
  { login: 'admin', name: '系统管理员', role: 'administrator' },
];

/** One visitor must not lock the others out of an account that all of them use. @throws AppError auth.demonstration_account */
export function refuseForDemonstration({ demonstration }: Pick<City, 'demonstration'>, login: string): void {
  if (demonstration && DEMONSTRATION_ACCOUNTS.some((account) => account.login === login)) throw demonstrationAccount();
}
