import { accounts } from './zh/accounts.ts';
import { cases } from './zh/cases.ts';
import { clippings } from './zh/clippings.ts';
import { codes } from './zh/codes.ts';
import { comment } from './zh/comment.ts';
import { desk } from './zh/desk.ts';
import { dossier } from './zh/dossier.ts';
import { effect } from './zh/effect.ts';
import { imports } from './zh/imports.ts';
import { office } from './zh/office.ts';
import { openVote } from './zh/open-vote.ts';
import { opening } from './zh/opening.ts';
import { partners } from './zh/partners.ts';
import { plans } from './zh/plans.ts';
import { publishing } from './zh/publishing.ts';
import { reminders } from './zh/reminders.ts';
import { report } from './zh/report.ts';
import { tables } from './zh/tables.ts';
import { verify } from './zh/verify.ts';
import { windows } from './zh/windows.ts';
import { workspace } from './zh/workspace.ts';

export const zh = {
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
