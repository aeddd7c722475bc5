import { alarms } from './en/alarms.ts';
import { archive, unavailable } from './en/archive.ts';
import { data, errors } from './en/data.ts';
import { goals } from './en/goals.ts';
import { home, units } from './en/home.ts';
import { layout } from './en/layout.ts';
import { media } from './en/media.ts';
import { method } from './en/method.ts';
import { origin } from './en/origin.ts';
import { press } from './en/press.ts';
import { ranking } from './en/ranking.ts';
import { receipt } from './en/receipt.ts';
import { releases } from './en/releases.ts';
import { replies } from './en/replies.ts';
import { splits } from './en/splits.ts';
import { states } from './en/states.ts';
import { unit } from './en/unit.ts';
import { verify } from './en/verify.ts';
import { whatIf } from './en/what-if.ts';
import { window } from './en/window.ts';
import type { Words } from './index.ts';

export const en: Words = {
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
