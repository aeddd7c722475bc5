import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { calendarChecks } from './checks/calendar.ts';
import { cityChecks } from './checks/city.ts';
import { errandChecks } from './checks/errands.ts';
import { importChecks } from './checks/import.ts';
import type { Parts } from './checks/parts.ts';
import { type City, calendarFile, cityFile, errandsFile, importFile, unitsFile } from './schemas/index.ts';
import { type Fault, formatFault, parseYaml, type ReadResult, readYaml, type YamlDocument } from './yaml.ts';

export { type DateValue, dayOf, firstMoment, lastMoment, resolveDate } from './dates.ts';
export { loadPages, type Page } from './pages.ts';
export type {
  City,
  CityCategory,
  CityChannel,
  CityCycle,
  CityFile,
  CityGroup,
  CityPeriod,
  CityUnit,
  CityWindow,
  CommentSettings,
  Errand,
  ImportMapping,
  Question,
  Questionnaire,
  Text,
} from './schemas/index.ts';

/** Every fault of a city's content at once. `message` has one line per fault, in Chinese; `in('en')` in English. */
export class ContentFaults extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => formatFault(fault, 'zh')).join('\n'));
    this.name = 'ContentFaults';
    this.faults = faults;
  }
  in(language: 'zh' | 'en'): string {
    return this.faults.map((fault) => formatFault(fault, language)).join('\n');
  }
}

export type CityResult = { readonly city: City; readonly faults?: never } | { readonly faults: readonly Fault[]; readonly city?: never };

/** Ids of the cities that have a folder. */
export function cityIds(root: string): string[] {
  const folder = join(root, 'content', 'cities');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'city.yaml')))
        .sort()
    : [];
}

/** Reads a city's folder; throws `ContentFaults` with everything that is wrong in it. */
export function loadCity(root: string, cityId: string): City {
  const result = readCity(root, cityId);
  if (result.faults !== undefined) throw new ContentFaults(result.faults);
  return result.city;
}

/** Reads a city's folder: the typed city, or all faults of all files. `root` is the folder that holds `content/`. */
export function readCity(root: string, cityId: string): CityResult {
  const read = reader(root, `content/cities/${cityId}`);
  const city = read('city.yaml', cityFile);
  const units = read('units.yaml', unitsFile);
  const calendar = read('calendar.yaml', calendarFile);
  const folder = join(root, 'content/cities', cityId);
  const errands = existsSync(join(folder, 'errands.yaml')) ? read('errands.yaml', errandsFile) : undefined;
  const mapping = existsSync(join(folder, 'import.yaml')) ? read('import.yaml', importFile) : undefined;
  const parts: Parts = { cityId, folder, city, units, calendar, errands, mapping };
  const faults = [city, units, calendar, errands, mapping].flatMap((part) => part?.faults ?? []);
  const all = [...faults, ...cityChecks(parts), ...calendarChecks(parts), ...errandChecks(parts), ...importChecks(parts)];
  if (all.length > 0 || !city.value || !units.value || !calendar.value) return { faults: all };
  const { cycles } = calendar.value;
  return { city: { ...city.value, units: units.value.units, cycles, errands: errands?.value ?? null, import: mapping?.value ?? null, folder } };
}

export type Read<T> = ReadResult<T> & { readonly file: string };

function reader(root: string, folder: string) {
  return <S extends z.ZodType>(name: string, schema: S): Read<z.output<S>> => {
    const file = `${folder}/${name}`;
    const path = join(root, file);
    if (!existsSync(path)) return { file, faults: [absent(file)] };
    return { file, ...readYaml(readFileSync(path, 'utf8'), file, schema) };
  };
}

const absent = (file: string): Fault => ({ file, line: 1, path: '', message: { zh: '没有这个文件，请建立。', en: 'The file is not there; create it.' } });

/** The text of a scheme file with its lines; the scoring room checks what it means. Null when there is none. */
export function loadSchemeText(root: string, id: string): { readonly text: string; readonly file: string; readonly document: YamlDocument } | null {
  const file = `content/schemes/${id}.yaml`;
  const path = join(root, file);
  if (!/^[a-z0-9.-]+$/.test(id) || !existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  return { text, file, document: parseYaml(text) };
}
