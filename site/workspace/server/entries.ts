import type { Account } from './ask.ts';

export type EntryId =
  | 'home'
  | 'plans'
  | 'goals'
  | 'reports'
  | 'verify'
  | 'windows'
  | 'window'
  | 'codes'
  | 'open-vote'
  | 'imports'
  | 'partners'
  | 'releases'
  | 'objections'
  | 'moderation'
  | 'comments'
  | 'cases'
  | 'accounts'
  | 'audit'
  | 'retention';

const PATHS: Readonly<Record<EntryId, string>> = {
  home: '/workspace',
  plans: '/workspace/plans',
  goals: '/workspace/goals',
  reports: '/workspace/reports',
  verify: '/workspace/verify',
  windows: '/workspace/windows',
  window: '/workspace/window',
  codes: '/workspace/codes',
  'open-vote': '/workspace/open-vote',
  imports: '/workspace/imports',
  partners: '/workspace/partners',
  releases: '/workspace/releases',
  objections: '/workspace/objections',
  moderation: '/workspace/moderation',
  comments: '/workspace/comments',
  cases: '/workspace/cases',
  accounts: '/workspace/accounts',
  audit: '/workspace/audit',
  retention: '/workspace/retention',
};

const OFFICE: readonly EntryId[] = [
  'home',
  'plans',
  'goals',
  'reports',
  'verify',
  'windows',
  'window',
  'codes',
  'open-vote',
  'imports',
  'releases',
  'objections',
  'moderation',
  'cases',
];
const UNIT: readonly EntryId[] = ['home', 'plans', 'comments', 'objections'];

const BY_ROLE: Readonly<Record<Account['role'], readonly EntryId[]>> = {
  'unit-editor': UNIT,
  'unit-approver': UNIT,
  verifier: ['home', 'verify', 'plans', 'reports'],
  'office-staff': OFFICE,
  'office-approver': OFFICE,
  'key-holder': ['home', 'windows'],
  moderator: ['home', 'moderation'],
  auditor: ['home', 'plans', 'goals', 'reports', 'cases', 'verify', 'codes', 'accounts', 'audit', 'retention'],
  administrator: ['home', 'accounts', 'partners', 'audit', 'retention'],
};

/** Where a role can go. What it may do there is the API's to say. */
export const entriesFor = (role: Account['role']) => BY_ROLE[role].map((id) => ({ id, to: PATHS[id] }));

export const writesForUnit = (role: Account['role']): boolean => role === 'unit-editor' || role === 'unit-approver';
export const isOffice = (role: Account['role']): boolean => role === 'office-staff' || role === 'office-approver';
export const mayVerify = (role: Account['role'] | undefined): boolean => role === 'verifier' || (role !== undefined && isOffice(role));
