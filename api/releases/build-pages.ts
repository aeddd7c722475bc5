import path from 'node:path';
import { runProgram } from '../process.ts';

/**
 * Builds the static pages of one release in a process of its own, so that a build never touches the server's memory.
 * The output folder must lie inside the project: generated code imports the project's packages.
 * @param publicUrl what feeds, embeds, citations and the sitemap give as the site's address.
 * @param packed where compressed copies of the data go; without it none are made.
 * @returns the folder with the pages.
 */
export async function buildPages(projectDir: string, dataFolder: string, name: string, publicUrl: string, packed?: string): Promise<string> {
  const out = path.join(projectDir, '.build', 'releases', name);
  await runProgram(path.join(import.meta.dirname, 'build-worker.ts'), packed === undefined ? [out] : [out, packed], projectDir, {
    GONGPING_BUILD: 'release',
    GONGPING_RELEASE: dataFolder,
    GONGPING_PUBLIC_URL: publicUrl,
  });
  return out;
}
