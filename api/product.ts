import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** Name and version of the product, as manifests and pages state them. */
export const PRODUCT = { name: 'Gongping', version } as const;
