import { type Anything, edit, json } from './edit.ts';

const [LIST, OBJECTIONS, MANIFEST] = ['releases.json', 'objections.json', 'manifest.json'];

/** Stages, the list of releases and objections of a daily update after provisional scores. */
export const STAGES = [
  edit(
    'a daily update calls the scores final',
    json(MANIFEST, (manifest) => {
      manifest.stage = 'final';
      manifest.cycles = ['2024'];
    }),
    'stage.form',
  ),
  edit(
    'a daily update names a correction',
    json(MANIFEST, (manifest) => (manifest.corrects = { release: 1, reason: { zh: '更正', en: 'corrected' }, changes: [] })),
    'stage.form',
  ),
  edit(
    'provisional scores are called final in the list',
    json(LIST, ([line]) => (line.stage = 'final')),
    'releases.agrees',
  ),
  edit(
    'the last day for objections is moved in the list',
    json(LIST, ([line]) => (line.objectionsUntil = '2025-12-15')),
    'releases.agrees',
  ),
  edit(
    'an earlier release is dated back in the list',
    json(LIST, ([line]) => (line.generatedAt = '2025-12-01T08:00:00.000Z')),
    'releases.agrees',
  ),
  edit(
    'a correction is made up in the list',
    json(LIST, ([line]) => (line.corrects = { release: 1, reason: { zh: '更正', en: 'corrected' }, changes: [] })),
    'releases.agrees',
  ),
  edit(
    'a release is left out of the list',
    json(LIST, (lines) => lines.shift()),
    'releases.list',
  ),
  edit(
    'a release is listed twice',
    json(LIST, (lines) => lines.push(lines[0])),
    'releases.list',
  ),
  edit(
    'the list names another manifest',
    json(LIST, ([line]) => (line.manifestSha256 = 'ab'.repeat(32))),
    'releases.list',
  ),
  edit(
    'an open objection gets a reason',
    json(OBJECTIONS, (all) => (all[1].decision = { zh: '不予采纳。', en: 'Refused.' })),
    'objections.form',
  ),
  edit(
    'a refused objection loses its reason',
    json(OBJECTIONS, ([one]) => (one.decision = null)),
    'objections.form',
  ),
  edit(
    'a decision is dated after the release',
    json(OBJECTIONS, ([one]) => (one.decidedOn = '2025-12-16')),
    'objections.form',
  ),
  edit(
    'an objection is dated after its last day',
    json(OBJECTIONS, (all) => (all[1].receivedOn = '2025-12-25')),
    'objections.form',
  ),
  edit(
    'an objection gets a longer time than others',
    json(OBJECTIONS, (all) => (all[1].deadline = '2025-12-31')),
    'objections.form',
  ),
  edit(
    'an objection is about a part that the score does not have',
    json(OBJECTIONS, ([one]) => (one.about.part = 'no-such-part')),
    'objections.form',
  ),
  edit(
    'an objection is moved to another release',
    json(OBJECTIONS, ([one]) => (one.release = 2)),
    'objections.form',
  ),
  edit(
    'a refused objection changes a total',
    json(OBJECTIONS, ([one]) => (one.effect = { before: '80.00', after: '81.00' })),
    'objections.form',
  ),
  edit(
    'an objection is upheld with a total before anything is final',
    json(OBJECTIONS, ([one]: Anything) => {
      one.state = 'upheld';
      one.effect = { before: '80.00', after: '81.00' };
    }),
    'objections.form',
  ),
  edit(
    'the text of an objection is changed',
    json(OBJECTIONS, ([one]) => (one.body = '没有异议。')),
    'table.agrees',
  ),
  edit(
    'an objection disappears',
    json(OBJECTIONS, (all) => all.pop()),
    'table.agrees',
  ),
];
