import { expect, test } from 'vitest';
import { utf8 } from '../../../proof/bytes.ts';
import type { Opened } from '../../../proof/release/checks/opened.ts';
import { schemeDigest } from '../../../proof/release/checks/schemes.ts';
import { checkShare, hiddenPath } from '../../../proof/release/checks/share.ts';
import type { ReleaseContents } from '../../../proof/release/contents.ts';
import { type PublicShare, publicShare } from '../../../proof/release/public-share.ts';
import { checkScheme, type ResultNode, type Scheme, type ScoringInput, score } from '../../../scoring/index.ts';
import { makeReleases, SCORED } from './fixture.ts';

const { release } = makeReleases();
const input = JSON.parse(release.get('scores/2024/input.json') ?? '') as ScoringInput;

/** The fixture's scheme with some parts of its departments kept inside, and perhaps a whole category. */
function schemeWith(places: readonly string[], insideCategory: string | null = null): Scheme {
  const scheme = JSON.parse(release.get(`schemes/${SCORED}.json`) ?? '');
  for (const category of scheme.categories) {
    if (category.id === insideCategory) category.tree.visibility = 'office';
    for (const part of category.tree.parts) if (places.includes(part.id)) part.visibility = 'office';
  }
  const checked = checkScheme(scheme);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults[0]));
  return checked.scheme;
}

function shareWith(scheme: Scheme): PublicShare {
  const share = publicShare(input, score(scheme, input, { digest: schemeDigest(scheme) }));
  if (!share) throw new Error('nothing is hidden');
  return share;
}

function check(scheme: Scheme, share: PublicShare) {
  const opened = { files: new Map([[hiddenPath('2024'), utf8(JSON.stringify(share.hidden))]]) } as unknown as Opened;
  const contents = { schemes: new Map([[scheme.id, scheme]]) } as unknown as ReleaseContents;
  return checkShare(opened, contents, { cycle: '2024', input: share.input, result: share.result });
}

const failing = (scheme: Scheme, share: PublicShare): string[] => check(scheme, share).flatMap(({ id, holds }) => (holds === false ? [id] : []));
const edited = (share: PublicShare, change: (copy: PublicShare) => void): PublicShare => {
  const copy = structuredClone(share);
  change(copy);
  return copy;
};
const partsOf = (node: ResultNode): string[] => node.children.map(({ id }) => id);
const departments = (share: PublicShare) => share.result.units.filter(({ category }) => category === 'departments');

const SCHEME = schemeWith(['management']);
const SHARE = shareWith(SCHEME);

test('one hidden part takes the part with the least weight with it: the difference from the total names neither', () => {
  const all = score(SCHEME, input, { digest: schemeDigest(SCHEME) }).units.find(({ category }) => category === 'departments');
  for (const unit of departments(SHARE)) {
    expect(partsOf(unit.tree)).not.toContain('management');
    expect(partsOf(unit.tree).length).toBe(partsOf(all?.tree as ResultNode).length - 2);
    expect(unit.tree.rule.zh).toContain('不在此公开');
  }
  expect(SHARE.hidden.parts.filter(({ category }) => category === 'departments')).toHaveLength(2);
});

test('nothing that the hidden parts rest on is in the published input', () => {
  for (const unit of SHARE.input.units.filter(({ category }) => category === 'departments')) {
    expect((unit.findings ?? []).filter(({ part }) => part === 'management' || part === 'half-year' || part === 'year-points')).toEqual([]);
    expect(Object.keys(unit.values ?? {})).not.toContain('management');
  }
  expect(JSON.stringify(SHARE.result.units.map(({ tree }) => tree))).not.toMatch(/"id":"(management|half-year|year-end)"/);
});

test('totals and ranks stand as they were', () => {
  const before = new Map(score(SCHEME, input, { digest: schemeDigest(SCHEME) }).units.map((unit) => [unit.id, unit]));
  for (const unit of SHARE.result.units)
    expect([unit.total, unit.rank, unit.band]).toEqual([before.get(unit.id)?.total, before.get(unit.id)?.rank, before.get(unit.id)?.band]);
});

test('persons of a category that is kept inside enter neither result nor input', () => {
  const scheme = schemeWith([], 'departments');
  const share = shareWith(scheme);
  expect(departments(share)).toEqual([]);
  expect(share.input.units.every(({ category }) => category !== 'departments')).toBe(true);
  expect(share.hidden.units).toBeGreaterThan(0);
  expect(JSON.stringify(share)).not.toContain('"departments"');
});

test('an outsider computes again what rests on published values, and is told what is taken as given', () => {
  const findings = check(SCHEME, SHARE);
  expect(findings.map(({ id, holds }) => [id, holds])).toEqual([
    ['scores.share', true],
    ['scores.inside', null],
  ]);
  expect(findings[1]?.sentence.en).toMatch(/kept inside by the scheme; [1-9]\d* figures .* taken as given/);
});

test('edits of a public share are found', () => {
  const unit = (copy: PublicShare) => departments(copy)[0] as unknown as { tree: { children: ResultNode[] }; rank: number };
  const raised = edited(SHARE, (copy) => Object.assign(unit(copy).tree.children[0] ?? {}, { exact: '99', rounded: '99.00' }));
  const more = edited(SHARE, (copy) => void unit(copy).tree.children.pop());
  const fewer = edited(SHARE, (copy) => void (copy.hidden.parts as unknown[]).pop());
  const first = edited(SHARE, (copy) => {
    const last = departments(copy).toSorted((a, b) => Number(a.total?.rounded) - Number(b.total?.rounded))[0] as unknown as { rank: number };
    last.rank = 0;
  });
  expect(failing(SCHEME, raised)).toContain('scores.part');
  expect(failing(SCHEME, more)).toContain('scores.hidden');
  expect(failing(SCHEME, fewer)).toContain('scores.hidden');
  expect(failing(SCHEME, first)).toContain('scores.rank');
});
