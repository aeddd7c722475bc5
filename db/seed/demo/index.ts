export { DEMO_SEED, type Demo, generateDemo } from './generate.ts';
export type { PlainBallot } from './rows.ts';
