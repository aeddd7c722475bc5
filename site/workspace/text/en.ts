import { accounts } from './en/accounts.ts';
import { cases } from './en/cases.ts';
import { clippings } from './en/clippings.ts';
import { codes } from './en/codes.ts';
import { comment } from './en/comment.ts';
import { desk } from './en/desk.ts';
import { dossier } from './en/dossier.ts';
import { effect } from './en/effect.ts';
import { imports } from './en/imports.ts';
import { office } from './en/office.ts';
import { openVote } from './en/open-vote.ts';
import { opening } from './en/opening.ts';
import { partners } from './en/partners.ts';
import { plans } from './en/plans.ts';
import { publishing } from './en/publishing.ts';
import { reminders } from './en/reminders.ts';
import { report } from './en/report.ts';
import { tables } from './en/tables.ts';
import { verify } from './en/verify.ts';
import { windows } from './en/windows.ts';
import { workspace } from './en/workspace.ts';
import type { Words } from './index.ts';

export const en: Words = {
  workspace,
  windows,
  accounts,
  report,
  comment,
  office,
  openVote,
  opening,
  publishing,
  codes,
  cases,
  clippings,
  desk,
  imports,
  partners,
  plans,
  tables,
  verify,
  reminders,
  dossier,
  effect,
};
