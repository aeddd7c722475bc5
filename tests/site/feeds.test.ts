import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { lineOf } from '../../proof/release/stages.ts';
import { errata, objectionsOf, provisional, releasesFacts } from '../../site/facts/releases.ts';
import { feedText } from '../../site/feeds.ts';
import { openRelease, type Release } from '../../site/release.ts';
import { writeFixtureRelease } from './fixture-release.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
let plain: Release;
let release: Release;

const reason = { zh: '计票 <汇总> 有误 & 已更正', en: 'Counts <added> wrongly & corrected' };

/** The fixture as a daily update after provisional, final and corrected scores. */
beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-feeds-'));
  writeFixtureRelease(ROOT, folder);
  plain = openRelease(folder);
  const line = (number: number, more: object) => ({
    ...lineOf({ ...plain.manifest, kind: 'score', release: number, cycles: ['2024'] }, 'ab'.repeat(32)),
    ...more,
  });
  release = {
    ...plain,
    manifest: { ...plain.manifest, release: 4 },
    releases: [
      line(1, { stage: 'provisional', objectionsUntil: '2025-11-20', generatedAt: '2025-11-10T16:30:00.000Z' }),
      line(2, { stage: 'final', generatedAt: '2025-11-24T02:00:00.000Z' }),
      line(3, { stage: 'final', generatedAt: '2025-12-01T02:00:00.000Z', corrects: { release: 2, reason, changes: [] } }),
    ],
  };
  vi.stubEnv('GONGPING_PUBLIC_URL', 'https://gongping.example.cn');
});

test('the feed of releases has each once, newest first, with lasting ids and whole addresses', () => {
  const text = feedText(release, 'releases', 'zh');
  expect([...text.matchAll(/<id>(.*)<\/id>/g)].map(([, id]) => id)).toEqual([
    'tag:gongping.example.cn,2025:demo/zh/feeds/releases',
    'tag:gongping.example.cn,2025-12-15:demo/zh/releases/4',
    'tag:gongping.example.cn,2025-12-01:demo/zh/releases/3',
    'tag:gongping.example.cn,2025-11-24:demo/zh/releases/2',
    'tag:gongping.example.cn,2025-11-11:demo/zh/releases/1',
  ]);
  expect(text).toContain('<title>第 1 号发布：2024 年度得分（公示稿）</title>');
  expect(text).toContain('异议请于2025年11月20日前提出（当日有效）。');
  expect(text).toContain('href="https://gongping.example.cn/releases/3/"');
  expect(feedText(release, 'releases', 'zh')).toBe(text);
});

test('the feed of errata has the reason, with every mark escaped', () => {
  const text = feedText(release, 'errata', 'en');
  expect(text).toContain('<title>Release 3 corrects release 2</title>');
  expect(text).toContain('Counts &lt;added&gt; wrongly &amp; corrected');
  expect(text).toContain('xml:lang="en"');
  expect(text.match(/<entry>/g)).toHaveLength(1);
  expect(feedText(plain, 'errata', 'en')).not.toContain('<entry>');
});

test('the list has score releases apart from daily updates, and says when older ones are missing', () => {
  const { scores, months, incomplete } = releasesFacts(release);
  expect(scores.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(months.map(([month, lines]) => [month, lines.length])).toEqual([['2025-12', 1]]);
  expect(incomplete).toBe(false);
  expect(releasesFacts(plain).incomplete).toBe(true);
  expect(errata(release).map(({ number, corrects }) => [number, corrects.release])).toEqual([[3, 2]]);
});

test('scores are called provisional while the newest release of the cycle is', () => {
  expect(provisional(release, '2024')).toBeNull();
  expect(provisional(plain, '2024')).toBeNull();
  const early = { ...release, releases: release.releases.slice(0, 1) };
  expect(provisional(early, '2024')).toMatchObject({ release: 1, until: '2025-11-20', over: true, objections: 0 });
  expect(provisional(early, '2025')).toBeNull();
});

test('an objection names the part or goal it is about', () => {
  const base = {
    ...{ id: 'x', unit: 'water', cycle: '2024', release: 1, body: '', language: 'zh', receivedOn: '2025-11-12', deadline: '2025-11-20' },
    decision: null,
    decidedOn: null,
    effect: null,
  };
  const about = (part: string | null, goal: string | null) => ({ ...base, state: 'open', about: { part, goal } }) as const;
  const tree = release.scores.get('2024')?.result.units.find(({ id }) => id === 'water')?.tree;
  const part = tree?.children[0];
  const subjects = objectionsOf({ ...release, objections: [about(part?.id ?? '', null), about(null, null), about('gone', null)] }, 'water', '2024');
  expect(subjects.map(({ subject }) => subject?.zh ?? null)).toEqual([part?.label.zh, null, 'gone']);
});
