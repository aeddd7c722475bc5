import { layout } from './zh/layout.ts';

export const zh = { layout };
