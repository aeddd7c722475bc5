import { type Anything, type Edit, edit, json } from './edit.ts';

/** Plans, reports, comments, units. */
export const FACTS: readonly Edit[] = [
  edit(
    'a unit gets another name',
    json('units.json', ([one]) => (one.name.zh = '别的局')),
    'table.agrees',
  ),
  edit(
    'a unit moves to another category',
    json('units.json', (units) => (units.find(({ id }: Anything) => id === 'water').category = 'counties')),
    'scores.units',
  ),
  edit(
    'a unit disappears',
    json('units.json', (units) => units.splice(3, 1)),
    'scores.units',
  ),
  edit(
    'a report is due later',
    json('cycles.json', (cycles) => (cycles.at(-1).periods[1].reportBy = '2025-12-31')),
    'status.late',
  ),
  edit(
    'a cycle names another scheme',
    json('cycles.json', ([first]) => (first.scheme = 's2')),
    'scheme.reference',
  ),
  edit(
    'a target is lowered',
    json('plans.json', ([plan]) => (plan.goals[0].target = '100')),
    'status.goals',
  ),
  edit(
    'a reported figure is raised',
    json('plans.json', ([plan]) => (plan.goals[0].progress[1].reported = '59')),
    'status.goals',
  ),
  edit(
    'a verified figure is raised',
    json('plans.json', ([plan]) => (plan.goals[0].progress[2].verified = '96')),
    'status.goals',
  ),
  edit(
    'a corrected figure has no document',
    json('plans.json', ([plan]) => (plan.goals[0].progress[2].verification.document = '')),
    'status.goals',
  ),
  edit(
    'a correction is called a confirmation',
    json('plans.json', ([plan]) => (plan.goals[0].progress[2].verification.outcome = 'confirmed')),
    'status.goals',
  ),
  edit(
    'the reported figure is said to count',
    json('plans.json', ([plan]) => (plan.goals[0].progress[2].basis = 'reported')),
    'status.goals',
  ),
  edit(
    'a missed goal is called done',
    json('plans.json', ([plan]) => (plan.goals[0].latest.status = 'done')),
    'status.goals',
  ),
  edit(
    'the status of an earlier period is changed',
    json('plans.json', ([plan]) => (plan.goals[0].progress[0].status = 'done')),
    'status.goals',
  ),
  edit(
    'completion is rounded up',
    json('plans.json', ([plan]) => (plan.goals[0].latest.ratio = '81.00')),
    'status.goals',
  ),
  edit(
    'lateness is hidden',
    json('plans.json', ([plan]) => (plan.goals[1].latest.late = false)),
    'status.goals',
  ),
  edit(
    'a milestone is dated back',
    json('plans.json', ([plan]) => (plan.goals[1].progress[2].doneOn = '2025-08-30')),
    'status.goals',
  ),
  edit(
    'the unit’s claim is changed',
    json('plans.json', ([plan]) => (plan.goals[0].latest.claim = 'partly')),
    'status.goals',
  ),
  edit(
    'a component of a composite goal is called done',
    json('plans.json', ([plan]) => (plan.goals[3].components[0].progress[0].share = '100')),
    'status.goals',
  ),
  edit(
    'the promise is reworded',
    json('plans.json', ([plan]) => (plan.goals[0].promise.zh = '努力推进。')),
    'table.agrees',
  ),
  edit(
    'the version of a plan is lowered',
    json('plans.json', ([plan]) => (plan.version = 1)),
    'table.agrees',
  ),
  edit(
    'an overdue report is called awaited',
    json('reports.json', (all) => (all.find(({ state }: Anything) => state === 'overdue').state = 'awaited')),
    'status.late',
  ),
  edit(
    'a late report is called punctual',
    json('reports.json', (all) => (all.find(({ state, late }: Anything) => state === 'accepted' && late).late = false)),
    'status.late',
  ),
  edit(
    'a report is dated back',
    json('reports.json', (all) => (all.find(({ state, late }: Anything) => state === 'accepted' && late).submittedOn = '2025-06-01')),
    'status.late',
  ),
  edit(
    'evidence is exchanged',
    json('reports.json', (all) => (all.find(({ evidence }: Anything) => evidence.length > 0).evidence[0].digest = 'cd'.repeat(32))),
    'table.agrees',
  ),
  edit(
    'a comment is dated back',
    json('comments.json', ([one]) => (one.receivedOn = '2025-12-01')),
    'kept.comments',
  ),
  edit(
    'a comment disappears',
    json('comments.json', (all) => all.shift()),
    'table.agrees',
  ),
  edit(
    'an overdue answer is hidden',
    json('comments.json', ([one]) => (one.overdue = false)),
    'status.late',
  ),
  edit(
    'the day for an answer is moved',
    json('comments.json', ([one]) => (one.answerBy = '2025-12-31')),
    'status.late',
  ),
  edit(
    'an answer is dated before its comment',
    json('comments.json', (all) => (all[1].replies[0].on = '2025-11-01')),
    'status.late',
  ),
  edit(
    'an answer disappears',
    json('comments.json', (all) => (all[1].replies = [])),
    'status.late',
  ),
];
