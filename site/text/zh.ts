import { alarms } from './zh/alarms.ts';
import { archive, unavailable } from './zh/archive.ts';
import { data, errors } from './zh/data.ts';
import { goals } from './zh/goals.ts';
import { home, units } from './zh/home.ts';
import { layout } from './zh/layout.ts';
import { media } from './zh/media.ts';
import { method } from './zh/method.ts';
import { origin } from './zh/origin.ts';
import { press } from './zh/press.ts';
import { ranking } from './zh/ranking.ts';
import { receipt } from './zh/receipt.ts';
import { releases } from './zh/releases.ts';
import { replies } from './zh/replies.ts';
import { splits } from './zh/splits.ts';
import { states } from './zh/states.ts';
import { unit } from './zh/unit.ts';
import { verify } from './zh/verify.ts';
import { whatIf } from './zh/what-if.ts';
import { window } from './zh/window.ts';

export const zh = {
  layout,
  states,
  home,
  units,
  unit,
  goals,
  releases,
  replies,
  alarms,
  splits,
  origin,
  press,
  ranking,
  media,
  method,
  data,
  verify,
  receipt,
  window,
  errors,
  whatIf,
  archive,
  unavailable,
};
