import { readFileSync } from 'node:fs';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>>; readonly version?: string }>>;
}

/**
 * Faults of the lockfile that `npm ci` would only tell on another machine: a platform package that an optional
 * dependency names but the lockfile lacks, and a version in package.json that is not exact.
 */
export function lockfileFaults(project: string): string[] {
  const lock = JSON.parse(readFileSync(`${project}/package-lock.json`, 'utf8')) as Lockfile;
  const names = Object.keys(lock.packages);
  const missing = Object.entries(lock.packages).flatMap(([name, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((wanted) => !names.some((known) => known.endsWith(`node_modules/${wanted}`)))
      .map(
        (wanted) =>
          `package-lock.json: ${wanted}, an optional dependency of ${name || 'the project'}, is missing; choose a version whose platform packages are complete`,
      ),
  );
  const manifest = JSON.parse(readFileSync(`${project}/package.json`, 'utf8')) as Record<string, Record<string, string>>;
  const loose = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|file:[\w/]+)$/.test(version))
      .map(([name, version]) => `package.json: ${name} is "${version}"; write an exact version`),
  );
  return [...missing, ...loose];
}
