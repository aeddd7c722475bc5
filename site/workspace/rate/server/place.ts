import { categoryOfPlace } from '../../../../proof/picks.ts';

type City = App.Locals['city'];
export type Unit = City['units'][number];

/** What a ballot is about: a unit, or a category of which units are chosen, under its own name and the id `category:<id>`. */
export function ratedPlace({ units, categories }: City, id: string | undefined): Unit | null {
  const category = categories.find((one) => one.id === categoryOfPlace(id ?? ''));
  if (category && id !== undefined) return { id, category: category.id, name: category.label, about: category.about };
  return units.find((unit) => unit.id === id) ?? null;
}

/** The unit after this one in the city's order, of the same category; a category has none after it. */
export function nextUnit({ units }: City, { id, category }: Unit): Unit | null {
  if (categoryOfPlace(id) !== null) return null;
  const listed = units.filter((unit) => unit.category === category);
  return listed[listed.findIndex((unit) => unit.id === id) + 1] ?? null;
}
