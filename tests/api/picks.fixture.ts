import type { Dependencies } from '../../api/context.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import type { ManifestParts } from '../../api/windows/manifest.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import type { City, CityGroup } from '../../content/load.ts';
import { createTestApp, PROJECT } from '../support/app.ts';

const DEPARTMENTS = ['a', 'b', 'c', 'd', 'e'];

const text = (words: string) => ({ zh: words, en: words });
const unit = (id: string, category: string) => ({ id, category, name: text(`系部 ${id}`), about: text('教学') });

/** The demonstration city as a college of five departments, whose groups name some of them. */
export function collegeOf(city: City, scheme: string, groups: readonly Partial<CityGroup>[]): City {
  const [like] = city.groups;
  const [cycle] = city.cycles.slice(-1);
  if (!like || !cycle) throw new Error('the demonstration city has no group or cycle');
  return {
    ...city,
    categories: [
      { id: 'departments', label: { zh: '系部', en: 'Departments' }, about: text('系部') },
      { id: 'college', label: { zh: '学院', en: 'College' }, about: text('学院') },
    ],
    units: [...DEPARTMENTS.map((id) => unit(id, 'departments')), unit('college', 'college')],
    groups: groups.map((group) => ({ ...like, questionnaire: 'top-three', ...group })),
    picks: [
      {
        id: 'top-three',
        label: { zh: '前三名', en: 'Top three' },
        text: { zh: '请选出就业工作做得最好的三个系部', en: 'Name the three departments that did best' },
      },
    ],
    cycles: [{ ...cycle, scheme }],
  };
}

export const createCollege = (scheme: string, groups: readonly Partial<CityGroup>[]) => createTestApp({ change: (city) => collegeOf(city, scheme, groups) });

/** Ballots of three picks each by which the first department is named `first` times, the second `second` times. */
export const picksFor = (ballots: number, first: number, second: number): Record<string, string>[] => {
  const left = new Map([
    ['a', first],
    ['b', second],
  ]);
  const others = ['c', 'd', 'e'];
  return Array.from({ length: ballots }, (_, i) => {
    const own = [...left].filter(([id, n]) => n > 0 && left.set(id, n - 1)).map(([id]) => id);
    const rest = others.map((_, at) => others[(i + at) % others.length] ?? '').slice(0, 3 - own.length);
    return Object.fromEntries([...own, ...rest].map((id) => [id, 'picked']));
  });
};

/** `s6` as it stands, with secret ballots of a group that is open to all. */
export function secretParts(fewer: 'refused' | 'allowed' = 'refused') {
  const parts = schemeParts(loadScheme(PROJECT, 's6'));
  const picks = (parts.picks ?? []).map((pick) => ({ ...pick, fewer }));
  return { ...parts, picks, groups: [{ id: 'public-web', weight: '1', minimum: 10, pick: 'top-three' }] };
}

const HOUR = 3_600_000;

/** A window that is open for an hour. */
export async function openPickWindow(deps: Dependencies, window: string, parts: ManifestParts): Promise<void> {
  const cycle = deps.city.cycles.at(-1)?.id ?? '';
  await draftWindow(deps, { window, cycle, opensAt: new Date(deps.clock().getTime() - HOUR), closesAt: new Date(Date.now() + HOUR), custody: 'demonstration' });
  await sealWindow(deps, { window, custody: 'demonstration', ...parts });
  await openWindow(deps, window);
}
