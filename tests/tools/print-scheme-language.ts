import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readScheme } from '../../api/cli/files.ts';
import { readInputs } from '../../api/cli/input.ts';
import { explained, tabled } from '../../api/cli/print.ts';
import { score } from '../../scoring/index.ts';
import type { Text } from '../../scoring/result.ts';
import { besideChapters, EVERYWHERE, fileChapters, IN_LISTS, MEANINGS, partChapters, stepChapters } from '../../scoring/scheme/meanings/index.ts';
import type { Chapter, Chapters } from '../../scoring/scheme/meanings/meaning.ts';
import { commonSettings, fileSettings, inputSettings, partSettings, stepSettings } from './scheme-chapters.ts';
import { PAGE_WORDS } from './scheme-language-words.ts';
import type { Setting } from './scheme-settings.ts';

type Language = keyof Text;

const PROJECT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(PROJECT, 'tests/vectors/reference');

/** Words of a setting: its own, or those it has everywhere. */
export function meaningOf({ owner, path: place }: Setting): Text | undefined {
  const steps = place.split('.');
  const last = steps.at(-1) ?? '';
  return MEANINGS[`${owner}.${place}`] ?? (steps.length > 1 ? IN_LISTS[last] : undefined) ?? EVERYWHERE[last];
}

const cellText = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

function tableOf(settings: readonly Setting[], language: Language): string {
  const words = PAGE_WORDS[language];
  if (settings.length === 0) return words.none;
  const row = (setting: Setting): string => {
    const meaning = meaningOf(setting)?.[language] ?? '';
    return `| \`${setting.path}\` | ${setting.required ? words.required : words.optional} | ${cellText(setting.value[language])} | ${cellText(meaning)} |`;
  };
  return `${words.head}\n${settings.map(row).join('\n')}`;
}

function chapter(name: string, said: Chapter | undefined, settings: readonly Setting[], language: Language): string {
  const examples = (said?.examples ?? []).map((text) => fence('yaml', text));
  const input = said?.input === undefined ? [] : [PAGE_WORDS[language].inInput, fence('yaml', said.input)];
  return [`### \`${name}\``, said?.[language] ?? '', tableOf(settings, language), ...examples, ...input].join('\n\n');
}

const chapters = (all: Chapters, settings: ReadonlyMap<string, readonly Setting[]>, language: Language): string =>
  Object.entries(all)
    .filter(([name]) => settings.has(name))
    .map(([name, said]) => chapter(name, said, settings.get(name) ?? [], language))
    .join('\n\n');

const grouped = (settings: readonly Setting[]): ReadonlyMap<string, Setting[]> => Map.groupBy(settings, ({ owner }) => owner);

function example(language: Language): string {
  const words = PAGE_WORDS[language];
  const [schemeFile, inputFile] = ['town.yaml', 'town.csv'].map((name) => path.join(EXAMPLE, name)) as [string, string];
  const { scheme, digest } = readScheme(schemeFile, language);
  const [only] = readInputs(inputFile, scheme, { cycle: undefined, language });
  if (!only) throw new Error(`${inputFile} holds no input`);
  const result = score(scheme, only.input, { digest });
  const one = { ...result, units: result.units.filter(({ id }) => id === 'finance') };
  return [
    words.exampleLead,
    fence('yaml', readFileSync(schemeFile, 'utf8')),
    words.exampleCsv,
    fence('csv', readFileSync(inputFile, 'utf8')),
    words.exampleRun,
    fence('sh', `npx gongping scheme check town.yaml\nnpx gongping score town.yaml town.csv${language === 'zh' ? ' --lang zh' : ''}`),
    words.exampleResult,
    fence('text', tabled(result, scheme, language)),
    words.exampleExplain,
    fence('text', explained(one, scheme, language)),
  ].join('\n\n');
}

function fileSection(language: Language): string {
  const settings = grouped(fileSettings());
  return ['scheme', 'category'].map((name) => chapter(name, fileChapters[name], settings.get(name) ?? [], language)).join('\n\n');
}

function moreSection(language: Language): string {
  const settings = grouped(fileSettings());
  const own = (name: string): string => chapter(name, fileChapters[name], settings.get(name) ?? [], language);
  const slices = ['prizes', 'portion'].map((name) => `\`kind: ${name}\`\n\n${tableOf(settings.get(name) ?? [], language)}`);
  return [own('grading'), own('pool'), ...slices, own('when'), own('schedule')].join('\n\n');
}

function inputSection(language: Language): string {
  const words = PAGE_WORDS[language];
  const settings = grouped(inputSettings());
  const tables = Object.entries(words.inputNames).map(([name, title]) => `### ${title}\n\n${tableOf(settings.get(name) ?? [], language)}`);
  return [words.inputLead, ...tables, `### ${words.csv}`, words.csvText].join('\n\n');
}

/** The reference page of the scheme language in one language, printed from the schemas and the words beside them. */
export function schemeLanguagePage(language: Language): string {
  const words = PAGE_WORDS[language];
  const section = (title: string, ...text: string[]): string => [`## ${title}`, ...text].join('\n\n');
  return `${[
    `# ${words.title}`,
    words.made,
    words.lead,
    section(words.example, example(language)),
    section(words.file, fileSection(language)),
    section(words.common, tableOf(commonSettings(), language)),
    section(words.parts, words.partsLead, chapters({ ...partChapters, ...besideChapters }, partSettings(), language)),
    section(words.steps, words.stepsLead, chapters(stepChapters, stepSettings(), language)),
    section(words.more, moreSection(language)),
    section(words.input, inputSection(language)),
    section(words.command, words.commandText),
  ].join('\n\n')}\n`;
}

export const PAGES = { zh: 'docs/scheme-language.zh.md', en: 'docs/scheme-language.en.md' } as const;

if (process.argv[1] === import.meta.filename) {
  for (const language of ['zh', 'en'] as const) writeFileSync(path.join(PROJECT, PAGES[language]), schemeLanguagePage(language));
}
