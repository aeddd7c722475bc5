import { archive, unavailable } from './zh/archive.ts';
import { data, errors } from './zh/data.ts';
import { home, units } from './zh/home.ts';
import { layout } from './zh/layout.ts';
import { method } from './zh/method.ts';
import { ranking } from './zh/ranking.ts';
import { states } from './zh/states.ts';
import { unit } from './zh/unit.ts';
import { verify } from './zh/verify.ts';

export const zh = { layout, states, home, units, unit, ranking, method, data, verify, errors, archive, unavailable };
