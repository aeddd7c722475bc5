import { SETTINGS } from '../../api/config.ts';
import { RETENTION } from '../../api/retention/rules.ts';

/** The reference page of all settings and of what is kept how long, printed from their declarations. */
export function configurationPage(): string {
  const rows = Object.values(SETTINGS).map(({ variable, en, zh }) => `| \`${variable}\` | ${en} | ${zh} |`);
  const kept = RETENTION.map(({ what, age, because }) => `| ${what.en} | ${age.en} | ${because.en} | ${what.zh} | ${age.zh} |`);
  return `# Configuration

Settings are environment variables, all optional, read once at the start; everything that is wrong is told at once. This page is printed from \`api/config.ts\`, and a test keeps it true.

| variable | meaning | 含义 |
|---|---|---|
${rows.join('\n')}

What the portal says and how it assesses is not configured here but in \`content/cities/\` and \`content/schemes/\`.

## What is kept how long

Printed from \`api/retention/rules.ts\`. The background job removes every hour what has passed its age and writes the number into the audit log, except where the number itself would tell something. The audit log, the log of ballots and published releases are never removed. What a city may set stands in its \`city.yaml\`; the other ages are fixed.

| data | kept | because | 数据 | 保存期限 |
|---|---|---|---|---|
${kept.join('\n')}
`;
}
