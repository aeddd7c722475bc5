import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { score as scoreCommand } from '../../api/cli/score.ts';
import { checkInput, checkScheme, score } from '../../scoring/index.ts';
import { besideChapters, EVERYWHERE, fileChapters, MEANINGS, partChapters, stepChapters } from '../../scoring/scheme/meanings/index.ts';
import { runCommand } from '../api/cli.fixture.ts';
import { meaningOf, PAGES, schemeLanguagePage } from '../tools/print-scheme-language.ts';
import { allSettings, partSettings, stepSettings } from '../tools/scheme-chapters.ts';
import { DIGEST, type Loose } from './support.ts';

const settings = allSettings();
const keyOf = ({ owner, path }: { owner: string; path: string }): string => `${owner}.${path}`;
const HOSPITAL = ['tests/vectors/reference/hospital.yaml', 'tests/vectors/reference/hospital.csv'] as const;

describe('the words of the scheme language', () => {
  it.each(settings.map((setting) => [keyOf(setting), setting] as const))('tell what %s means, in both languages', (_, setting) => {
    const meaning = meaningOf(setting);
    expect(meaning?.zh).toMatch(/\p{Script=Han}/u);
    expect(meaning?.en).toMatch(/^[…A-Z0-9`(“]/);
    expect(meaning?.en).not.toMatch(/\p{Script=Han}/u);
  });

  it.each(['zh', 'en'] as const)('choose only among kinds that exist (%s)', (language) => {
    const page = schemeLanguagePage(language);
    const table = /\n\| (?:文件里写的是|your document says) [\s\S]*?\n\n/.exec(page)?.[0] ?? '';
    const named = [...table.matchAll(/`([a-z]+)`/g)].map(([, kind]) => kind);
    expect(table.trim().split('\n')).toHaveLength(7);
    expect(named.filter((kind) => !page.includes(`### \`${kind}\``))).toEqual([]);
  });

  it('speak of no setting that does not exist', () => {
    const known = new Set(settings.map(keyOf));
    expect(Object.keys(MEANINGS).filter((key) => !known.has(key))).toEqual([]);
    const last = new Set(settings.map(({ path }) => path.split('.').at(-1)));
    expect(Object.keys(EVERYWHERE).filter((key) => !last.has(key))).toEqual([]);
  });

  it('have a chapter for every kind of part and every step, and for no other', () => {
    expect(Object.keys({ ...partChapters, ...besideChapters }).sort()).toEqual([...partSettings().keys()].sort());
    expect(Object.keys(stepChapters).sort()).toEqual([...stepSettings().keys()].sort());
  });
});

/** Keys of an example that its table lists: paths without places in lists. */
function pathsOf(value: Loose, above: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, above));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...above, key].join('.'), ...pathsOf(inner, [...above, key])]);
}

const BESIDE = ['figure', 'count', 'places'];
const months = parse(besideChapters['periods']?.examples[0] ?? '');
const plain = { kind: 'value', label: { zh: '数', en: 'Figure' }, value: 'figure', range: [0, 100] };
const category = (id: string, more: object): object => ({
  id,
  label: { zh: '类', en: 'Class' },
  ranked: true,
  tree: { id: 'total', ...plain },
  ...more,
});

/** A scheme around an example: in the tree, or beside the total where it reads earlier figures. */
function around(node: Loose): object {
  const tree = { id: 'root', label: node.label, kind: 'weighted', missing: 'redistribute', parts: [{ ...node, weight: 1 }] };
  const own = BESIDE.includes(node.kind) ? category('units', { figures: [months, node] }) : category('units', { tree: node.id === 'total' ? node : tree });
  return { ...shell, categories: [own, category('staff', {})] };
}

const shell = { id: 'example', version: 1, title: { zh: '例', en: 'Example' }, decimals: 2, rank_on: 'printed', visibility: 'public' };
const faultsOf = (scheme: object): string[] => {
  const checked = checkScheme(scheme);
  return checked.ok ? [] : checked.faults.map(({ path, message }) => `${path.join('.')}: ${message.en}`);
};

const partExamples = Object.entries({ ...partChapters, ...besideChapters });

describe('the examples of the reference page', () => {
  it.each(partExamples.flatMap(([kind, { examples }]) => examples.map((text, n) => [`${kind} ${n + 1}`, text] as const)))('%s is accepted', (_, text) => {
    expect(faultsOf(around(parse(text)))).toEqual([]);
  });

  it.each(Object.entries(stepChapters).flatMap(([step, { examples }]) => examples.map((text) => [step, text] as const)))('%s is accepted', (_, text) => {
    // biome-ignore lint/suspicious/noThenProperty: the steps of a part stand under then
    const tree = { id: 'total', ...plain, then: [parse(text)] };
    expect(faultsOf({ ...shell, categories: [category('units', { tree })] })).toEqual([]);
  });

  it('the levels are accepted', () => {
    const grading = parse(fileChapters['grading']?.examples[0] ?? '');
    const vetoes = { list: [{ id: 'safety', label: { zh: '安全', en: 'Safety' }, measure: { zh: '事故 1 起', en: 'one accident' }, bars: ['commendation'] }] };
    expect(faultsOf({ ...shell, vetoes, categories: [category('units', { grading })] })).toEqual([]);
  });

  it.each([...partSettings()])('show every setting of the kind %s', (kind, own) => {
    const shown = new Set(partExamples.filter(([name]) => name === kind).flatMap(([, { examples }]) => examples.flatMap((text) => pathsOf(parse(text)))));
    expect(own.map(({ path }) => path).filter((path) => !/(^|\.)(reason)$/.test(path) && !shown.has(path))).toEqual([]);
  });

  it.each([...stepSettings()])('show every setting of the step %s', (step, own) => {
    const shown = new Set((stepChapters[step]?.examples ?? []).flatMap((text) => pathsOf(parse(text))));
    expect(own.map(({ path }) => path).filter((path) => path !== 'reason' && !shown.has(path))).toEqual([]);
  });

  it.each(partExamples.filter(([, { input }]) => input !== undefined))('the input of %s fits its example', (_, { examples, input }) => {
    const checked = checkScheme(around(parse(examples[0] ?? '')));
    if (!checked.ok) throw new Error('the example is faulty');
    const unit = { id: 'u', category: 'units', ...parse(input ?? '') };
    const others = ['water', 'roads'].map((id) => ({ id, category: 'staff' }));
    const read = checkInput(checked.scheme, {
      scheme: 'example',
      cycle: '2026',
      ballots: {},
      repliesAsOf: '2026-12-31',
      calendar: { from: '2026-01-01', asOf: '2026-12-31' },
      units: [unit, ...others],
    });
    expect(read.ok ? [] : read.faults.map(({ path, message }) => `${path.join('.')}: ${message.en}`).filter((line) => !line.startsWith('ballots'))).toEqual([]);
  });
});

describe('the pages', () => {
  it.each(['zh', 'en'] as const)('%s is what the schemas say; node tests/tools/print-scheme-language.ts prints it again', (language) => {
    expect(readFileSync(PAGES[language], 'utf8')).toBe(schemeLanguagePage(language));
  });

  it('show the example of the town with its real output', () => {
    expect(schemeLanguagePage('en')).toMatch(/1 {2}culture +96\.25 {2}Good\n +2 {2}works +94\.88 {2}Good\n +3 {2}finance +88\.00 {2}Pass/);
    expect(schemeLanguagePage('zh')).toContain('“办事满意度”无可评内容，其权重 25 按比例转给其余部分。');
  });
});

describe('a table of hospitals, written from the page alone', () => {
  it('hands the weight of a missing domain to the others', async () => {
    const { code, output } = await runCommand(scoreCommand, ...HOSPITAL, '--json');
    expect(code).toBe(0);
    const totals = JSON.parse(output).units.map(({ id, total, rank }: Loose) => [id, total?.exact ?? null, rank]);
    expect(totals).toEqual([
      ['all-four', '50', 2],
      ['no-safety', '40', 3],
      ['none', null, null],
      ['only-one', '72.5', 1],
    ]);
  });

  it.each([
    [1, ['50', '40', null, '72.5']],
    [3, ['50', '40', null, null]],
    [4, ['50', null, null, null]],
  ])('can ask for at least %i domains', (least, totals) => {
    const raw = parse(readFileSync(HOSPITAL[0], 'utf8'));
    raw.categories[0].tree.at_least = least;
    const checked = checkScheme(raw);
    if (!checked.ok) throw new Error('a faulty scheme');
    const scored = (id: string, values: Record<string, number>) => ({
      id,
      category: 'hospitals',
      values: Object.fromEntries(Object.entries(values).map(([part, score]) => [part, { score }])),
    });
    const units = [
      scored('all-four', { clinical: 60, engagement: 40, safety: 80, efficiency: 20 }),
      scored('no-safety', { clinical: 60, engagement: 40, efficiency: 20 }),
      scored('none', {}),
      scored('only-one', { safety: 72.5 }),
    ];
    const input = checkInput(checked.scheme, { scheme: 'hospital', cycle: '2026', units });
    if (!input.ok) throw new Error('a faulty input');
    const result = score(checked.scheme, input.input, DIGEST);
    expect(result.units.map(({ total }) => total?.exact ?? null)).toEqual(totals);
    const last = result.units
      .at(-1)
      ?.notes.map(({ text }) => text.en)
      .join(' ');
    expect(last).toBe(least === 1 ? '' : `No total, grade or rank. At least ${least} figures are needed; with 1 there is none here.`);
  });

  it('shows where the weight went', async () => {
    const { output } = await runCommand(scoreCommand, ...HOSPITAL, '--explain');
    expect(output).toContain('“Safety” has nothing to assess; its weight 25 goes to the others in proportion.');
    expect(output).toContain('Clinical outcomes: 60.00 [weight 25 → applied ≈33.33]');
  });

  it('prints lines of stated weights that a reader can work out, whatever was handed on', async () => {
    const { output } = await runCommand(scoreCommand, ...HOSPITAL, '--explain');
    const lines = [...output.matchAll(/: (\S+) ?(?:\[[^\]]*\])?\n\s+= Weighted mean[^:]*: \((.+)\) ÷ (\S+)\n/g)];
    expect(lines.some(([, , , total]) => total === '75')).toBe(true);
    for (const [, printed, terms = '', total] of lines) {
      const sum = [...terms.matchAll(/(\S+) × (\S+)/g)].reduce((all, [, value, weight]) => all + Number(value) * Number(weight), 0);
      expect(Math.abs(sum / Number(total) - Number(printed))).toBeLessThanOrEqual(0.01);
    }
  });
});
