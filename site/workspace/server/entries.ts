import type { Account } from './ask.ts';

export type EntryId = 'home' | 'reports' | 'windows' | 'window' | 'codes' | 'moderation' | 'comments' | 'audit';

const PATHS: Readonly<Record<EntryId, string>> = {
  home: '/workspace',
  reports: '/workspace/reports',
  windows: '/workspace/windows',
  window: '/workspace/window',
  codes: '/workspace/codes',
  moderation: '/workspace/moderation',
  comments: '/workspace/comments',
  audit: '/workspace/audit',
};

const OFFICE: readonly EntryId[] = ['home', 'reports', 'windows', 'window', 'codes', 'moderation'];
const UNIT: readonly EntryId[] = ['home', 'comments'];

const BY_ROLE: Readonly<Record<Account['role'], readonly EntryId[]>> = {
  'unit-editor': UNIT,
  'unit-approver': UNIT,
  verifier: ['home', 'reports'],
  'office-staff': OFFICE,
  'office-approver': OFFICE,
  'key-holder': ['home', 'windows'],
  moderator: ['home', 'moderation'],
  auditor: ['home', 'reports', 'codes', 'audit'],
  administrator: ['home', 'audit'],
};

/** Where a role can go. What it may do there is the API's to say. */
export const entriesFor = (role: Account['role']) => BY_ROLE[role].map((id) => ({ id, to: PATHS[id] }));

export const writesForUnit = (role: Account['role']): boolean => role === 'unit-editor' || role === 'unit-approver';
export const isOffice = (role: Account['role']): boolean => role === 'office-staff' || role === 'office-approver';
