import { fromUtf8 } from '../../proof/bytes.ts';
import { BallotsFault, openBallots } from '../../proof/log/ballots-reader.ts';
import { type Recount, recount } from '../../proof/log/recount.ts';
import { manifestDigest, votesOpenly, type WindowManifest } from '../../proof/manifest.ts';
import { ballotsIn, categoryPlace, isPick, PICKED } from '../../proof/picks.ts';
import { isSigned } from '../../proof/receipt.ts';
import type { PublicSplit, PublicWindow, WindowRecord } from '../../proof/release/files.ts';
import { splitsPath } from '../../proof/release/splits.ts';
import type { ReleaseReader } from '../../proof/release/verify.ts';
import { canonicalJson, type GroupTally, type ScoringInput, type Text } from '../../scoring/index.ts';
import { FOLDER_ACCESS } from '../releases/proving.ts';
import { readAddress, readFolder } from '../releases/verifier/readers.ts';
import { publishable } from '../scores/publication.ts';
import { CommandFault, type Language, type Terminal } from './command.ts';
import { readText, streamOf } from './files.ts';

export interface BallotsWish {
  readonly place: string;
  readonly ballots: string;
  readonly key: string;
  readonly language: Language;
  readonly json: boolean;
}

interface Line {
  readonly holds: boolean | null;
  readonly sentence: Text;
}

/**
 * An auditor's recount: every leaf hash, the root of the log and every tally from the ballots themselves, compared with
 * the signed statements and with the counts that the published scores were computed from.
 */
export async function verifyBallots({ place, ballots, key, language, json }: BallotsWish, { out }: Terminal): Promise<0 | 1> {
  const reader = /^https?:\/\//.test(place) ? await readAddress(place, fetch) : await readFolder(place, FOLDER_ACCESS);
  try {
    const { header, leaves } = await openBallots(streamOf(ballots, language), readKey(key, language));
    const record = await jsonAt<WindowRecord>(reader, `windows/${header.window}.json`, language);
    const counted = await recount(record, leaves());
    const lines = [...statements(record, header.root), ...recounted(counted), ...(await compared(reader, record, counted, language))];
    out(json ? `${JSON.stringify({ window: header.window, lines }, null, 1)}\n` : told(lines, language));
    return lines.some(({ holds }) => holds === false) ? 1 : 0;
  } catch (error) {
    if (error instanceof BallotsFault) throw new CommandFault(FAULTS[error.reason][language], 1);
    throw error;
  }
}

const FAULTS: Readonly<Record<BallotsFault['reason'], Text>> = {
  form: { zh: '这不是审计票册。', en: 'This is not a file of ballots.' },
  'not-for-you': { zh: '这份票册不是为您的密钥加密的。', en: 'The file is not encrypted to your key.' },
  altered: { zh: '票册被改动、截断，或密钥不对。', en: 'The file was altered or cut off, or the key is another.' },
};

function readKey(file: string, language: Language): { readonly publicKey: string; readonly privateKey: string } {
  try {
    const { format, publicKey, privateKey } = JSON.parse(readText(file, language)) as { format: string; publicKey: string; privateKey: string };
    if (format === 'gongping-auditor-key/1') return { publicKey, privateKey };
  } catch (error) {
    if (error instanceof CommandFault) throw error;
  }
  throw new CommandFault(language === 'zh' ? `${file} 不是审计员密钥。` : `${file} is not an auditor's key.`, 1);
}

async function jsonAt<T>(reader: ReleaseReader, path: string, language: Language): Promise<T> {
  const bytes = await reader.read(path);
  if (bytes === null) throw new CommandFault(language === 'zh' ? `发布中没有 ${path}。` : `The release has no ${path}.`, 1);
  return JSON.parse(fromUtf8(bytes)) as T;
}

const line = (holds: boolean | null, zh: string, en: string): Line => ({ holds, sentence: { zh, en } });

function statements({ manifest, closing, log }: WindowRecord, root: string): Line[] {
  const signed =
    log !== null &&
    closing !== null &&
    isSigned('log', log.statement, log.signature, manifest.signingKey) &&
    isSigned('closing', closing.statement, closing.signature, manifest.signingKey) &&
    log.statement.manifest === manifestDigest(manifest);
  return [
    signed
      ? line(
          true,
          '截止声明和开封声明的签名有效，规则是封定的规则。',
          'The statements of closing and opening are validly signed, and the rules are the sealed ones.',
        )
      : line(false, '截止声明或开封声明的签名无效，或规则不是封定的规则。', 'A statement is not validly signed, or the rules are not the sealed ones.'),
    ...(root === log?.statement.root ? [] : [line(false, '票册写的根不是开封时签名的根。', 'The file names another root than the one signed at opening.')]),
  ];
}

const KINDS: Readonly<Record<Recount['faults'][number]['kind'], Text>> = {
  leaf: { zh: '票与校验值或废票原因不符', en: 'a ballot is not what its hash or its reason says' },
  order: { zh: '票没有按校验值排列', en: 'a ballot is out of order' },
  root: { zh: '重算的根不是签名的根', en: 'the root computed again is not the signed one' },
  counts: { zh: '票数或废票数与开封声明不符', en: 'ballots or spoiled ballots are not as many as signed' },
  cells: { zh: '单位与主体的票数与截止声明不符', en: 'the ballots of a unit and group are not as many as signed at closing' },
};

const SHOWN = 10;

function recounted({ faults, ballots }: Recount): Line[] {
  if (faults.length === 0)
    return [
      line(
        true,
        `${ballots} 张票的校验值全部重算相符，根就是签名的根，票数与两次声明相符。`,
        `The hashes of all ${ballots} ballots are right, their root is the signed one, and the counts are those of both statements.`,
      ),
    ];
  return faults.slice(0, SHOWN).map(({ kind, where }) => line(false, `${KINDS[kind].zh}（${where}）。`, `${KINDS[kind].en} (${where}).`));
}

/** The counts that the scores took, cell by cell. */
async function compared(reader: ReleaseReader, { window, manifest, closing }: WindowRecord, { tallies }: Recount, language: Language): Promise<Line[]> {
  const windows = await jsonAt<readonly PublicWindow[]>(reader, 'windows.json', language);
  const bytes = await reader.read(`scores/${manifest.cycle}/input.json`);
  if (bytes === null || windows.find(({ id }) => id === window)?.origin !== 'ballots')
    return [
      line(null, '这次发布里没有用到这些计票的得分，无从比较。', 'The release has no scores that took these counts, so that there is nothing to compare.'),
    ];
  const input = JSON.parse(fromUtf8(bytes)) as ScoringInput;
  const { units } = input;
  const picked = comparedPicks(manifest, tallies, input);
  const wrong = [...picked.wrong];
  let cells = picked.cells;
  // Openly signed ballots lie outside the box: an auditor reads them by name. What a hotline counted are no ballots.
  const counted = new Set(closing?.statement.counted?.map(({ group }) => group));
  for (const { id, minimum } of manifest.groups.filter((group) => !votesOpenly(manifest, group.id) && !counted.has(group.id))) {
    for (const unit of manifest.units) {
      const own = tallies.get(unit)?.get(id);
      const published = units.find((one) => one.id === unit)?.ratings?.[id];
      const expected = own && publishable({ roster: null, ...own }, minimum);
      if (expected || published) cells += 1;
      if (textOf(expected) !== textOf(published)) wrong.push(`${unit} ${id}`);
    }
  }
  wrong.push(...(await wrongSplits(reader, manifest.cycle, tallies)));
  if (wrong.length === 0)
    return [
      line(
        true,
        `公布的得分用到的 ${cells} 格计票都与票册重新计出的相同。`,
        `All ${cells} cells of counts behind the published scores are those counted again from the ballots.`,
      ),
    ];
  return wrong
    .slice(0, SHOWN)
    .map((where) => line(false, `${where} 的公布计票与重新计出的不同。`, `The published counts of ${where} are not those counted again.`));
}

/** How often each unit was named, for the parts that are published; where some vote openly, no less often than in the box. */
function comparedPicks(
  manifest: WindowManifest,
  tallies: Recount['tallies'],
  { ballots = {}, units }: ScoringInput,
): { readonly cells: number; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  let cells = 0;
  for (const form of manifest.questionnaires.filter(isPick)) {
    const groups = manifest.groups.filter(({ id, questionnaire }) => questionnaire === form.id && !votesOpenly(manifest, id));
    const place = categoryPlace(form.pick.category);
    const own = groups.flatMap(({ id, minimum }) => {
      const tally = tallies.get(place)?.get(id);
      return tally && ballotsIn(tally) >= minimum ? [tally] : [];
    });
    const published = units.flatMap(({ id, values }) => {
      const named = (values?.[form.id] as Readonly<Record<string, string>> | undefined)?.['named'];
      return named === undefined ? [] : [{ id, named: Number(named) }];
    });
    if (groups.length === 0 || published.length === 0) continue;
    cells += published.length;
    const openly = manifest.groups.some(({ id, questionnaire }) => questionnaire === form.id && votesOpenly(manifest, id));
    const differs = (found: number, told = 0): boolean => (openly ? found > told : found !== told);
    if (
      differs(
        own.reduce((sum, tally) => sum + ballotsIn(tally), 0),
        ballots[form.id],
      )
    )
      wrong.push(form.id);
    for (const { id, named } of published)
      if (
        differs(
          own.reduce((sum, { counts }) => sum + (counts[id]?.[PICKED] ?? 0), 0),
          named,
        )
      )
        wrong.push(`${id} ${form.id}`);
  }
  return { cells, wrong };
}

/** Published splits that are not those of the ballots. */
async function wrongSplits(reader: ReleaseReader, cycle: string, tallies: Recount['tallies']): Promise<string[]> {
  const bytes = await reader.read(splitsPath(cycle));
  const splits = bytes === null ? [] : (JSON.parse(fromUtf8(bytes)) as PublicSplit[]);
  return splits.flatMap(({ unit, group, by, question, shown, hidden }) => {
    const labels = tallies.get(unit)?.get(group)?.splits[by] ?? {};
    const same = Object.entries(shown).every(([label, levels]) => canonicalJson(levels) === canonicalJson(labels[label]?.counts[question] ?? {}));
    const all = Object.keys(labels).sort().join() === [...Object.keys(shown), ...hidden].sort().join();
    return same && all ? [] : [`${unit} ${group} ${question} ${by}`];
  });
}

const textOf = (tally: GroupTally | undefined): string =>
  tally ? canonicalJson({ counts: tally.counts, products: tally.products ?? {}, pairs: tally.pairs ?? {} } as never) : '';

const told = (lines: readonly Line[], language: Language): string =>
  lines.map(({ holds, sentence }) => `${holds === null ? '?' : holds ? '✓' : '✗'} ${sentence[language]}\n`).join('');
