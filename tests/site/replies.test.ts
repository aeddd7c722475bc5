import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { PublicReplyRecord } from '../../proof/release/files.ts';
import { clockOf } from '../../site/facts/clock.ts';
import { FEW, repliesFacts } from '../../site/facts/replies.ts';
import { openRelease } from '../../site/release.ts';
import { fixtureFolder } from './build-fixture.ts';

const folder = fixtureFolder();
const release = openRelease(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = (unit: string, inTime: number, late: number, overdue: number, medianWorkingDays: string | null = '2'): PublicReplyRecord => ({
  ...{ unit, cycle: '2025', inTime, late, overdue, medianWorkingDays },
  ...{ asked: inTime + late + overdue, waiting: 0, undated: 0, withdrawn: 0 },
});

describe('the scoreboard', () => {
  const facts = repliesFacts(
    {
      ...release,
      replyRecord: [
        record('education', 4, 0, 0),
        record('water', 9, 1, 0, '3'),
        record('health', 18, 2, 0, '1.5'),
        record('housing', 5, 0, 5),
        record('transport', 0, 0, 0, null),
        record('public-security', 5, 0, 0),
      ],
    },
    null,
  );

  it('puts the most reliable first, the faster of equals before the slower, and few cases last without a share', () => {
    expect(facts?.lines.map(({ unit, share }) => [unit.id, share])).toEqual([
      ['public-security', 100],
      ['health', 90],
      ['water', 90],
      ['housing', 50],
      ['education', null],
    ]);
  });

  it('sums over all units, also those with few cases', () => {
    expect(facts?.sum).toEqual({ asked: 49, inTime: 41, late: 3, waiting: 0, overdue: 5 });
  });

  it('an unanswered comment that is overdue counts against a unit as a late answer does', () => {
    const lines = repliesFacts({ ...release, replyRecord: [record('water', FEW - 1, 0, 1)] }, null)?.lines;
    expect(lines?.[0]?.share).toBe(80);
  });

  it('nobody asked: nothing to show', () => {
    expect(repliesFacts({ ...release, replyRecord: [] }, null)).toBeNull();
    expect(repliesFacts(release, '1999')).toBeNull();
  });

  it('long lists have pages that together hold every unit once', () => {
    const [model] = release.units;
    if (!model) throw new Error('no unit');
    const units = Array.from({ length: 700 }, (_, index) => ({ ...model, id: `u${index}` }));
    const many = { ...release, units, replyRecord: units.map(({ id }, index) => record(id, index % 9, index % 4, index % 2)) };
    const pages = repliesFacts(many, null)?.pages ?? 0;
    const ids = Array.from({ length: pages }, (_, index) => repliesFacts(many, '2025', index + 1)?.lines.map(({ unit }) => unit.id) ?? []).flat();
    expect(pages).toBe(3);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(many.replyRecord.filter(({ asked }) => asked > 0).length);
  });
});

describe('the clock of a comment', () => {
  const [model] = release.comments;
  if (!model) throw new Error('no comment');
  const comment = { ...model, receivedOn: '2025-12-05', answerBy: '2025-12-12', replies: [], overdue: false };

  it('counts working days: a Friday is followed by a Monday', () => {
    expect(clockOf(release, comment)).toMatchObject({ allowed: 5, state: 'running' });
    const reply = { body: '好', on: '2025-12-08', digest: '' };
    expect(clockOf(release, { ...comment, replies: [reply] })).toEqual({ allowed: 5, used: 1, state: 'answered' });
    expect(clockOf(release, { ...comment, replies: [{ ...reply, on: '2025-12-15' }] })).toEqual({ allowed: 5, used: 6, state: 'answered-late' });
    expect(clockOf(release, { ...comment, replies: [{ ...reply, on: '2025-12-05' }] })).toMatchObject({ used: 0 });
  });

  it('no day for an answer, or no calendar in an older release: no clock', () => {
    expect(clockOf(release, { ...comment, answerBy: null })).toBeNull();
    expect(clockOf({ ...release, calendar: null }, comment)).toBeNull();
  });
});
