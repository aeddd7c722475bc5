/**
 * Scoring: a scheme and plain values in, a result tree out. Pure; runs the same on a server, in a browser and on the
 * command line. The usual way is `checkScheme` → `checkInput` → `score` → `explain`.
 */
export { occurrences } from './calendar/schedule.ts';
export { byCodeUnit, canonicalJson } from './canonical.ts';
export { type Lateness, lateness } from './completion/lateness.ts';
export { AS_REPORTED, type Measure } from './completion/ratio.ts';
export { type GoalStatus, goalStatus, type Status } from './completion/status.ts';
export { exact, isExactText, type Rational, round, toDouble, toText } from './exact.ts';
export { explain } from './explain.ts';
export { type Fault, FaultyInput } from './faults.ts';
export { type Bounds, type ImageCoverage, imageCoverage } from './image/coverage.ts';
export { type SplitCell, type SplitLine, type Suppressed, suppress } from './image/suppression.ts';
export { pairKey } from './image/variance.ts';
export type * from './input.ts';
export { type CheckedInput, checkInput } from './inputs/check.ts';
export { type FlatInput, type FlatPlace, type FlatTable, readFlat } from './inputs/flat.ts';
export { FINDING_KINDS, GOAL_FIELDS } from './inputs/flat-columns.ts';
export { normaliseInput } from './inputs/normalise.ts';
export { inputSchema } from './inputs/schema.ts';
export type { Margin, RakingOptions } from './raking/margins.ts';
export { type Raked, type RakingResult, rake } from './raking/rake.ts';
export type * from './result.ts';
export { type PickPart, pickParts } from './scheme/ballots.ts';
export { canonicalScheme } from './scheme/canonical.ts';
export { type CheckedScheme, checkScheme } from './scheme/check.ts';
export type { Consequence, Grading, LetterRule } from './scheme/grading.ts';
export type { Group, Level, Question, Questionnaire } from './scheme/image.ts';
export type * from './scheme/nodes.ts';
export type { Pool } from './scheme/pools.ts';
export { REPLY_VALUES, type ReplyPart, replyParts } from './scheme/replies.ts';
export { type Category, type GradeBand, type Scheme, schemeSchema, type Veto } from './scheme/schema.ts';
export { childrenOf, sourceOf, walk } from './scheme/walk.ts';
export { ENGINE, type ScoreOptions, score } from './score.ts';
export { printedBeside } from './standing/grade.ts';
export { printedTotal } from './standing/printed.ts';
export type { Estimated, Simulation } from './uncertainty/draws.ts';
export { type BandOptions, meanBands } from './uncertainty/mean-bands.ts';
export { type RankOptions, rankIntervals } from './uncertainty/rank-intervals.ts';
export { type Ends, wilson } from './uncertainty/share.ts';
export { effectiveSize, type Weighed, type WeightedMean, weightedMean } from './uncertainty/weighted-mean.ts';
export { type Audience, visibleTo } from './visible.ts';
export { type FlaggedOptions, flaggedViews } from './what-if/flagged.ts';
export { type DrawnOptions, drawnWeightStress, type Stress, type StressUnit, weightStress } from './what-if/stress.ts';
export type { Place, View, ViewOptions, ViewUnit } from './what-if/view.ts';
export { schemeView, weightViews, withoutGroupViews } from './what-if/views.ts';
