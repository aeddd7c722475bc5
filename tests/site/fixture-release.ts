import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type City, loadCity, loadSchemeText } from '../../content/load.ts';
import type { PublicComment, PublicCycle, PublicPlan, PublicReport, PublicUnit, PublicWindow, ReleaseManifest } from '../../proof/release/files.ts';
import type { ScoringInput } from '../../scoring/input.ts';
import { canonicalScheme } from '../../scoring/scheme/canonical.ts';
import { type Scheme, schemeSchema } from '../../scoring/scheme/schema.ts';
import { score } from '../../scoring/score.ts';
import { COMMENTS, plansOf, reportsOf } from './fixture-plans.ts';
import { inputOf, surveyInput, UNIT_IDS } from './fixture-scores.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const WINDOW = { keyCustody: 'demonstration', manifestSha256: null, closingRoot: null, logRoot: null } as const;

/** What differs from city to city. */
interface Parts {
  readonly units: readonly PublicUnit[];
  readonly plans: readonly PublicPlan[];
  readonly reports: readonly PublicReport[];
  readonly comments: readonly PublicComment[];
  readonly windows: readonly PublicWindow[];
  readonly scored: string;
  readonly input: (scheme: Scheme, cycle: string, units: readonly PublicUnit[]) => ScoringInput;
}

/** Collects the files of a release and writes them with their manifest. */
class Files {
  readonly texts = new Map<string, string>();

  put(name: string, value: unknown): void {
    this.texts.set(name, typeof value === 'string' ? value : `${JSON.stringify(value)}\n`);
  }

  write(folder: string, manifest: Omit<ReleaseManifest, 'files'>): void {
    const files = [...this.texts]
      .map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    this.put('manifest.json', { ...manifest, files });
    for (const [name, text] of this.texts) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }
}

const fixed = (date: string | { readonly daysAfterInstall: number }): string => (typeof date === 'string' ? date : '2026-01-15');

function cyclesOf(city: City): PublicCycle[] {
  return city.cycles.map(({ id, label, scheme, periods }) => ({
    id,
    label,
    scheme,
    periods: periods.map(({ id: period, label: name, starts, ends, reportBy }) => ({
      id: period,
      label: name,
      startsOn: fixed(starts),
      endsOn: fixed(ends),
      reportBy: fixed(reportBy),
    })),
  }));
}

function putScheme(files: Files, root: string, id: string): { scheme: Scheme; digest: string } {
  const text = loadSchemeText(root, id);
  if (text === null) throw new Error(`no scheme ${id}`);
  const scheme = schemeSchema.parse(text.document.document.toJS());
  files.put(`schemes/${id}.yaml`, text.text);
  files.put(`schemes/${id}.json`, scheme);
  return { scheme, digest: `sha256-${sha256(canonicalScheme(scheme))}` };
}

function writeRelease(root: string, folder: string, city: City, parts: Parts): void {
  const files = new Files();
  const { import: _, folder: __, ...published } = city;
  const cycles = cyclesOf(city);
  files.put('city.json', { ...published, units: parts.units });
  files.put('units.json', parts.units);
  files.put('cycles.json', cycles);
  files.put('plans.json', parts.plans);
  files.put('reports.json', parts.reports);
  files.put('comments.json', parts.comments);
  files.put('windows.json', parts.windows);
  const schemes: Record<string, string> = {};
  for (const { id: cycle, scheme: id } of cycles) {
    const { scheme, digest } = putScheme(files, root, id);
    if (cycle !== parts.scored) continue;
    const input = parts.input(scheme, cycle, parts.units);
    const result = score(scheme, input, { digest });
    schemes[cycle] = result.scheme;
    files.put(`scores/${cycle}/input.json`, input);
    files.put(`scores/${cycle}/result.json`, result);
  }
  files.write(folder, {
    format: 'gongping-release/1',
    release: 3,
    kind: 'daily',
    city: city.id,
    demonstration: city.demonstration,
    generatedAt: '2025-12-15T08:00:00.000Z',
    product: '0.1.0',
    previous: { release: 2, manifestSha256: sha256('the release before') },
    schemes,
  });
}

const publicUnits = (city: City): PublicUnit[] => city.units.map(({ id, category, name, about }) => ({ id, category, name, about }));

/**
 * A small release of ten units of the demonstration city: last year scored, this year's window open, one unit
 * without a total, one group of raters empty, comments answered and overdue, every goal status.
 */
export function writeFixtureRelease(root: string, folder: string): void {
  const city = loadCity(root, 'demo');
  const units = publicUnits(city).filter(({ id }) => UNIT_IDS.includes(id));
  const ids = units.map(({ id }) => id);
  const windows: PublicWindow[] = [
    {
      id: 'demo-2024',
      cycle: '2024',
      state: 'archived',
      opensAt: '2024-12-01T16:00:00.000Z',
      closesAt: '2024-12-31T15:59:59.999Z',
      ...WINDOW,
      ballots: { 'public-web': 4210, community: 610 },
      origin: 'imported',
    },
    {
      id: 'demo-2025',
      cycle: '2025',
      state: 'open',
      opensAt: '2025-12-01T16:00:00.000Z',
      closesAt: '2026-01-14T15:59:59.999Z',
      ...WINDOW,
      ballots: null,
      origin: null,
    },
  ];
  writeRelease(root, folder, city, { units, plans: plansOf(ids), reports: reportsOf(ids), comments: COMMENTS, windows, scored: '2024', input: inputOf });
}

/** A city that only asks: no plans, no reports, no comments, four levels. */
export function writeSurveyRelease(root: string, folder: string): void {
  const city = loadCity(root, 'bloomington-2017');
  const windows: PublicWindow[] = [
    {
      id: 'bloomington-2017',
      cycle: '2017',
      state: 'opened',
      opensAt: '2017-01-01T05:00:00.000Z',
      closesAt: '2018-01-01T04:59:59.999Z',
      ...WINDOW,
      ballots: { residents: 15_480 },
      origin: 'ballots',
    },
  ];
  writeRelease(root, folder, city, { units: publicUnits(city), plans: [], reports: [], comments: [], windows, scored: '2017', input: surveyInput });
}
