import type { Words } from './index.ts';
import { layout } from './en/layout.ts';

export const en: Words = { layout };
