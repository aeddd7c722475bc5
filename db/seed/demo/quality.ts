import { familyOf } from './families.ts';
import { random } from './random.ts';

/** How a unit is really seen: a level for the unit and one per question, in deviations of a rater's answer. */
export interface Quality {
  readonly overall: number;
  readonly byQuestion: Readonly<Record<string, number>>;
  /** Share of raters who dealt with the unit. */
  readonly dealt: number;
}

/** Bodies that people argue with are seen worse than those that serve quietly. */
const FAMILY: Readonly<Record<string, number>> = {
  'city-management': -0.45,
  construction: -0.35,
  utilities: -0.15,
  networks: -0.25,
  transport: -0.15,
  buses: -0.1,
  security: -0.05,
  safety: 0.3,
  market: -0.05,
  labour: -0.1,
  appeals: -0.2,
  offices: 0.1,
  land: -0.3,
  culture: 0.25,
  venues: 0.4,
  'public-health': 0.2,
  data: 0.15,
  masses: 0.1,
  hospital: -0.1,
  health: -0.05,
  justice: -0.05,
  education: -0.1,
  party: 0.1,
};

const BUSY = new Set(
  'education health public-security traffic-police human-resources medical-insurance housing civil-affairs urban-management transport tax market-regulation natural-resources first-hospital central-hospital tcm-hospital maternity-hospital power-supply water-group gas bus-group telecom mobile government-services'.split(
    ' ',
  ),
);

const QUESTIONS: Readonly<Record<string, number>> = { results: 0.05, attitude: 0.15, efficiency: -0.15, openness: -0.2, integrity: 0.05, overall: 0.1 };

/** The latent quality of a unit in a cycle: mostly the same from year to year. */
export function qualityOf(seed: string, unitId: string, cycleId: string): Quality {
  const lasting = random(seed, 'quality', unitId);
  const year = random(seed, 'quality', unitId, cycleId);
  const overall = 0.72 + (FAMILY[familyOf(unitId)] ?? 0) + 0.33 * lasting.bell() + 0.1 * year.bell();
  const byQuestion = Object.fromEntries(Object.entries(QUESTIONS).map(([question, shift]) => [question, shift + 0.18 * lasting.bell() + 0.05 * year.bell()]));
  return { overall, byQuestion, dealt: BUSY.has(unitId) ? 0.6 + 0.25 * lasting.next() : 0.2 + 0.3 * lasting.next() };
}
