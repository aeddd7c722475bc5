import type { Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { oncePerRelease } from './once.ts';

const names = oncePerRelease((release) => new Map(release.units.map(({ id, name }) => [id, name])));

/** Name of a unit by id; its id where the release does not name it. */
export const namesOf =
  (release: Release): ((unit: string) => Text) =>
  (unit) =>
    names(release).get(unit) ?? { zh: unit, en: unit };
