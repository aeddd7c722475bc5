import { codes } from './zh/codes.ts';
import { comment } from './zh/comment.ts';
import { office } from './zh/office.ts';
import { report } from './zh/report.ts';
import { workspace } from './zh/workspace.ts';

export const zh = { workspace, report, comment, office, codes };
