import type { Release } from '../release.ts';

/** Computes something once per release, however many pages ask for it. */
export function oncePerRelease<T>(compute: (release: Release) => T): (release: Release) => T {
  const known = new WeakMap<Release, { readonly value: T }>();
  return (release) => {
    const found = known.get(release) ?? { value: compute(release) };
    known.set(release, found);
    return found.value;
  };
}
