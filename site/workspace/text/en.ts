import { codes } from './en/codes.ts';
import { comment } from './en/comment.ts';
import { office } from './en/office.ts';
import { report } from './en/report.ts';
import { workspace } from './en/workspace.ts';
import type { Words } from './index.ts';

export const en: Words = { workspace, report, comment, office, codes };
