import type { z } from 'zod';
import type { calendarFile, cityFile, errandsFile, importFile, unitsFile } from '../schemas/index.ts';
import type { Text } from '../sentences.ts';
import { type Fault, faultAt, type Path, type ReadResult } from '../yaml.ts';

export type Part<S extends z.ZodType> = ReadResult<z.output<S>> & { readonly file: string };

/** The files of a city as read; a file with faults has no value and is left out of the cross-checks. */
export interface Parts {
  readonly cityId: string;
  readonly folder: string;
  readonly city: Part<typeof cityFile>;
  readonly units: Part<typeof unitsFile>;
  readonly calendar: Part<typeof calendarFile>;
  readonly errands: Part<typeof errandsFile> | undefined;
  readonly mapping: Part<typeof importFile> | undefined;
}

/** Tells a fault at a place of a file that was read. */
export function tell<S extends z.ZodType>(part: Part<S>, path: Path, zh: string, en: string): Fault[] {
  return part.faults !== undefined ? [] : [faultAt(part.document, part.file, path, { zh, en })];
}

/** Duplicate ids of a list, told at the second one. */
export function duplicates<S extends z.ZodType>(part: Part<S>, path: Path, list: readonly { readonly id: string }[]): Fault[] {
  return list.flatMap(({ id }, i) => {
    const first = list.findIndex((other) => other.id === id);
    if (first === i) return [];
    return tell(
      part,
      [...path, i, 'id'],
      `编号“${id}”与前面第 ${first + 1} 项重复，请改成另一个。`,
      `The id "${id}" is already used by entry ${first + 1} of this list; choose another.`,
    );
  });
}

/** A reference to something that must exist elsewhere. */
export function unknownReference<S extends z.ZodType>(part: Part<S>, path: Path, id: string, known: readonly string[], what: Text): Fault[] {
  if (known.includes(id)) return [];
  const list = known.slice(0, 12).join(', ');
  return tell(part, path, `没有编号为“${id}”的${what.zh}；现有：${list}。`, `There is no ${what.en} "${id}"; there are: ${list}.`);
}
