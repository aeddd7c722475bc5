import type { z } from 'zod';
import type { calendarFile, importFile } from './calendar.ts';
import type { cityFile, unitsFile } from './city.ts';
import type { errandsFile } from './errands.ts';

export { calendarFile, importFile } from './calendar.ts';
export { cityFile, unitsFile } from './city.ts';
export type { Text } from './common.ts';
export { errandsFile } from './errands.ts';

export type CityFile = z.output<typeof cityFile>;
export type CityGroup = CityFile['groups'][number];
export type CityChannel = CityFile['channels'][number];
export type CityCategory = CityFile['categories'][number];
export type Questionnaire = CityFile['questionnaires'][number];
export type Question = Questionnaire['questions'][number];
export type CommentSettings = NonNullable<CityFile['comments']>;
export type CityUnit = z.output<typeof unitsFile>['units'][number];
export type CityCycle = z.output<typeof calendarFile>['cycles'][number];
export type CityPeriod = CityCycle['periods'][number];
export type CityWindow = NonNullable<CityCycle['window']>;
export type Errands = z.output<typeof errandsFile>;
export type Errand = Errands['errands'][number];
export type ImportMapping = z.output<typeof importFile>;

/** Everything a city's folder says, read and cross-checked. */
export interface City extends CityFile {
  readonly units: readonly CityUnit[];
  readonly cycles: readonly CityCycle[];
  /** What people come for and who does it; null where the city lists none. */
  readonly errands: Errands | null;
  /** Mapping of a survey file that is brought in; null where ballots are cast here. */
  readonly import: ImportMapping | null;
  /** Folder the city was read from; `import.file` is relative to it. */
  readonly folder: string;
}
