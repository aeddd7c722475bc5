import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCity, loadSchemeText } from '../../content/load.ts';
import type { PublicCycle, PublicUnit, ReleaseManifest } from '../../proof/release/files.ts';
import { canonicalScheme } from '../../scoring/scheme/canonical.ts';
import { schemeSchema } from '../../scoring/scheme/schema.ts';
import { score } from '../../scoring/score.ts';
import { COMMENTS, plansOf, reportsOf } from './fixture-plans.ts';
import { inputOf, UNIT_IDS } from './fixture-scores.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const WINDOW = { keyCustody: 'demonstration', manifestSha256: null, closingRoot: null, logRoot: null } as const;

/**
 * Writes a small release of ten units of the demonstration city: last year scored, this year's window open, one unit
 * without a total, one group of raters empty, comments answered and overdue, every goal status.
 */
export function writeFixtureRelease(root: string, folder: string): void {
  const files = new Map<string, string>();
  const put = (name: string, value: unknown): void => void files.set(name, typeof value === 'string' ? value : `${JSON.stringify(value)}\n`);
  const { import: _, folder: __, ...city } = loadCity(root, 'demo');
  const units: PublicUnit[] = city.units.filter(({ id }) => UNIT_IDS.includes(id)).map(({ id, category, name, about }) => ({ id, category, name, about }));
  const cycles = city.cycles.map(
    ({ id, label, scheme, periods }): PublicCycle => ({
      id,
      label,
      scheme,
      periods: periods.map(({ id: period, label: name, starts, ends, reportBy }) => ({
        id: period,
        label: name,
        startsOn: String(starts),
        endsOn: String(ends),
        reportBy: typeof reportBy === 'string' ? reportBy : '2026-01-15',
      })),
    }),
  );
  put('city.json', { ...city, units });
  put('units.json', units);
  put('cycles.json', cycles);
  put('plans.json', plansOf(units.map(({ id }) => id)));
  put('reports.json', reportsOf(units.map(({ id }) => id)));
  put('comments.json', COMMENTS);
  put('windows.json', [
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
  ]);
  const schemes: Record<string, string> = {};
  for (const { id: cycle, scheme: id } of cycles) {
    const text = loadSchemeText(root, id);
    if (text === null) throw new Error(`no scheme ${id}`);
    const scheme = schemeSchema.parse(text.document.document.toJS());
    const canonical = canonicalScheme(scheme);
    put(`schemes/${id}.yaml`, text.text);
    put(`schemes/${id}.json`, scheme);
    if (cycle !== '2024') continue;
    const input = inputOf(scheme, cycle, units);
    const result = score(scheme, input, { digest: `sha256-${sha256(canonical)}` });
    schemes[cycle] = result.scheme;
    put(`scores/${cycle}/input.json`, input);
    put(`scores/${cycle}/result.json`, result);
  }
  const manifest: ReleaseManifest = {
    format: 'gongping-release/1',
    release: 3,
    kind: 'daily',
    city: city.id,
    demonstration: city.demonstration,
    generatedAt: '2025-12-15T08:00:00.000Z',
    product: '0.1.0',
    previous: { release: 2, manifestSha256: sha256('the release before') },
    schemes,
    files: [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  put('manifest.json', manifest);
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
