import { SETTINGS } from '../../api/config.ts';

/** The reference page of all settings, printed from their one declaration. */
export function configurationPage(): string {
  const rows = Object.values(SETTINGS).map(({ variable, en, zh }) => `| \`${variable}\` | ${en} | ${zh} |`);
  return `# Configuration

Settings are environment variables, all optional, read once at the start; everything that is wrong is told at once. This page is printed from \`api/config.ts\`, and a test keeps it true.

| variable | meaning | 含义 |
|---|---|---|
${rows.join('\n')}

What the portal says and how it assesses is not configured here but in \`content/cities/\` and \`content/schemes/\`.
`;
}
