import { expect, test } from 'vitest';
import { city, countBy, demo, INSTALLED } from './demo.fixture.ts';

const answered = new Set(demo.replies.map((reply) => reply.commentId));
const DAY = 86_400_000;

test('about 150 comments, mostly published and answered, some waiting, some refused', () => {
  expect(demo.comments.length).toBeGreaterThan(140);
  expect(demo.comments.length).toBeLessThan(175);
  const states = countBy(demo.comments, (comment) => comment.state ?? '');
  expect(states.published).toBeGreaterThan(120);
  expect(states.pending).toBeGreaterThanOrEqual(3);
  expect(states.rejected).toBe(6);
  expect(states.withdrawn).toBe(1);
  expect(demo.replies.length / demo.comments.length).toBeGreaterThan(0.8);
});

test('a few published ones are overdue without an answer', () => {
  const overdue = demo.comments.filter((comment) => comment.state === 'published' && !answered.has(comment.id) && comment.kind !== 'suggestion');
  expect(overdue.length).toBeGreaterThanOrEqual(3);
  expect(overdue.length).toBeLessThan(15);
  expect(overdue.every((comment) => INSTALLED.getTime() - (comment.createdAt?.getTime() ?? 0) > 18 * DAY)).toBe(true);
});

test('a refused one names a published rule, a waiting one is not decided', () => {
  const rules = new Set(city.comments?.rules.map((rule) => rule.id));
  expect(demo.comments.filter((comment) => comment.state === 'rejected').every((comment) => rules.has(comment.rule ?? ''))).toBe(true);
  expect(demo.comments.filter((comment) => comment.state === 'pending').every((comment) => comment.decidedAt === null && !answered.has(comment.id))).toBe(true);
});

test('bodies vary, no place is left unfilled, nobody writes in the future', () => {
  const bodies = new Set(demo.comments.map((comment) => comment.body));
  expect(bodies.size / demo.comments.length).toBeGreaterThan(0.85);
  for (const text of [...bodies, ...demo.replies.map((reply) => reply.body)]) expect(text).not.toMatch(/[{}]/);
  expect([...demo.comments, ...demo.replies].every((row) => row.createdAt && row.createdAt < INSTALLED)).toBe(true);
  expect(new Set(demo.comments.map((comment) => comment.trackingHash)).size).toBe(demo.comments.length);
});

test('comments in both languages, addressed to units and goals that exist', () => {
  expect(countBy(demo.comments, (comment) => comment.language ?? '').en).toBe(5);
  const units = new Set(city.units.map((unit) => unit.id));
  const codes = new Set(demo.goals.map((goal) => goal.code));
  expect(demo.comments.every((comment) => units.has(comment.unitId) && (comment.goalCode === null || codes.has(comment.goalCode ?? '')))).toBe(true);
  expect(new Set(demo.comments.map((comment) => comment.unitId)).size).toBeGreaterThan(40);
});

test('a reply comes after its comment', () => {
  const written = new Map(demo.comments.map((comment) => [comment.id, comment.createdAt?.getTime() ?? 0]));
  expect(demo.replies.every((reply) => (reply.createdAt?.getTime() ?? 0) > (written.get(reply.commentId) ?? Number.POSITIVE_INFINITY))).toBe(true);
});
