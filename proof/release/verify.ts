import { checkScheme, type Text } from '../../scoring/index.ts';
import { sha256Hex } from '../hash.ts';
import { checkChain } from './checks/chain.ts';
import { checkSpelling, checkUnknown, readContents } from './checks/contents.ts';
import { checkDocuments } from './checks/documents.ts';
import { checkFiles, checkUnlisted, readFiles } from './checks/files.ts';
import { type Finding, fails, guarded, guardedReading } from './checks/finding.ts';
import { checkHistory } from './checks/history.ts';
import { checkKept } from './checks/kept.ts';
import { checkLogs } from './checks/log.ts';
import { checkManifest, readManifest } from './checks/manifest.ts';
import { checkObjections } from './checks/objections.ts';
import { jsonOf, type Opened, type ReleaseReader } from './checks/opened.ts';
import { OUTSIDE } from './checks/outside.ts';
import { checkPlanVersions } from './checks/plan-versions.ts';
import { type CommentRules, checkReplies } from './checks/replies.ts';
import { checkReplyValues } from './checks/reply-values.ts';
import { checkSchemes } from './checks/schemes.ts';
import { checkScores } from './checks/scores.ts';
import { checkShare, hiddenPath } from './checks/share.ts';
import { checkKeys, checkKnownKey, checkSignature } from './checks/signature.ts';
import { checkSplits } from './checks/splits.ts';
import { checkStages } from './checks/stages.ts';
import { checkStatuses } from './checks/statuses.ts';
import { checkTallies } from './checks/suppression.ts';
import { checkDictionary, checkTables } from './checks/tables.ts';
import { checkModeration, checkTexts } from './checks/texts.ts';
import { walkChain } from './checks/walk.ts';
import { checkWindows } from './checks/windows.ts';
import type { ReleaseContents } from './contents.ts';
import type { ReleaseManifest } from './files.ts';

export type { Finding } from './checks/finding.ts';
export type { ReleaseReader } from './checks/opened.ts';

/** What a verification found. */
export interface Verification {
  /** Null when there is no manifest that can be read. */
  readonly manifest: Pick<ReleaseManifest, 'release' | 'kind' | 'city' | 'generatedAt' | 'product' | 'key'> | null;
  readonly manifestSha256: string | null;
  readonly findings: readonly Finding[];
  /**
   * `holds`: nothing that was checked fails. `fails`: something does. `unchecked`: nothing fails, but the scores could
   * not be computed by this program. `nothing`: there is no release.
   */
  readonly verdict: 'holds' | 'fails' | 'unchecked' | 'nothing';
}

export interface VerifyOptions {
  /** Id or public key of the office's key as known from elsewhere. */
  readonly key?: string;
  /** Hears of each step: what is done now, and how much of it. */
  readonly progress?: (step: Text, share: { readonly done: number; readonly of: number } | null) => void | Promise<void>;
}

/** Checks a release from its files alone. Never throws for what a release says; throws when files cannot be read at all. */
export async function verifyRelease(reader: ReleaseReader, options: VerifyOptions = {}): Promise<Verification> {
  const bytes = await reader.read('manifest.json');
  if (!bytes) return { manifest: null, manifestSha256: null, findings: [], verdict: 'nothing' };
  const manifestSha256 = sha256Hex(bytes);
  const read = readManifest(bytes);
  if (typeof read === 'string') {
    const findings = [fails('manifest.form', 'manifest.json', `发布清单不是约定的格式（${read}）。`, `The manifest does not have the agreed form (${read}).`)];
    return { manifest: null, manifestSha256, findings, verdict: 'fails' };
  }
  const { manifest, text } = read;
  const findings = [...checkManifest(manifest, text, reader.number ?? null), ...(await checkAll(reader, manifest, bytes, manifestSha256, options)), ...OUTSIDE];
  const { release, kind, city, generatedAt, product, key } = manifest;
  return { manifest: { release, kind, city, generatedAt, product, key }, manifestSha256, findings, verdict: verdictOf(findings) };
}

function verdictOf(findings: readonly Finding[]): Verification['verdict'] {
  if (findings.some(({ holds }) => holds === false)) return 'fails';
  return findings.some(({ id, holds }) => holds === null && (id === 'scores.engine' || id === 'table.columns')) ? 'unchecked' : 'holds';
}

async function checkAll(
  reader: ReleaseReader,
  manifest: ReleaseManifest,
  manifestBytes: Uint8Array,
  manifestSha256: string,
  { key, progress = () => {} }: VerifyOptions,
): Promise<Finding[]> {
  const reading = { zh: '读取文件', en: 'reading the files' };
  const total = manifest.files.length;
  const files = await readFiles(reader, manifest.files, (done) => void progress(reading, { done, of: total }));
  const opened: Opened = { reader, manifest, manifestBytes, manifestSha256, files };
  await progress({ zh: '核对文件的 SHA-256', en: 'checking the SHA-256 of the files' }, null);
  const findings = [...checkFiles(manifest.files, files), ...(await checkUnlisted(reader, manifest.files))];
  await progress({ zh: '核对签名和发布链', en: 'checking signature and chain' }, null);
  findings.push(...(await checkSignature(opened, await reader.read('manifest.sig.json'))), ...checkKeys(opened), ...checkKnownKey(opened, key ?? null));
  findings.push(...(await checkChain(opened)), ...(await guardedReading('chain.walked', 'manifest.json', () => walkChain(opened))));
  findings.push(...checkSpelling(opened), ...checkUnknown(opened), ...checkDictionary(opened));
  let contents: ReleaseContents | null = null;
  findings.push(
    ...guarded('contents.readable', null, () => {
      contents = readContents(opened);
      return [];
    }),
  );
  if (contents !== null) findings.push(...(await checkContents(opened, contents, progress)));
  return findings;
}

async function checkContents(opened: Opened, contents: ReleaseContents, progress: NonNullable<VerifyOptions['progress']>): Promise<Finding[]> {
  await progress({ zh: '比较表格', en: 'comparing the tables' }, null);
  const findings = [
    ...guarded('table.agrees', null, () => checkTables(opened, contents)),
    ...guarded('scheme.form', null, () => checkSchemes(opened, contents)),
  ];
  const { comments: clock = { kinds: [] } } = jsonOf<{ readonly comments?: CommentRules }>(opened, 'city.json');
  for (const [at, scores] of contents.scores.entries()) {
    await progress({ zh: `重算 ${scores.cycle} 的得分`, en: `computing the scores of ${scores.cycle}` }, { done: at, of: contents.scores.length });
    const scheme = checkScheme(contents.schemes.get(scores.input.scheme));
    const check = opened.files.has(hiddenPath(scores.cycle)) ? checkShare : checkScores;
    findings.push(
      ...check(opened, contents, scores),
      ...(scheme.ok
        ? [...checkTallies(scheme.scheme, scores), ...checkSplits(scheme.scheme, contents, scores), ...checkReplyValues(scheme.scheme, clock, contents, scores)]
        : []),
    );
  }
  await progress({ zh: '核对评议期和进展', en: 'checking rating windows and progress' }, null);
  findings.push(...guarded('window.record', 'windows.json', () => checkWindows(opened, contents)), ...checkStatuses(opened, contents));
  await progress({ zh: '核对票录', en: 'checking the logs of ballots' }, null);
  findings.push(...(await checkLogs(opened, contents)));
  await progress({ zh: '核对留言、计划书版本和审核记录', en: 'checking comments, plan versions and the ledger of moderation' }, null);
  findings.push(...(await checkSaid(opened, contents)));
  await progress({ zh: '核对公示、定稿、异议和发布目录', en: 'checking stages, objections and the list of releases' }, null);
  findings.push(
    ...checkStages(opened, contents),
    ...(await guardedReading('releases.list', 'releases.json', () => checkHistory(opened, contents))),
    ...(await guardedReading('objections.form', 'objections.json', () => checkObjections(opened, contents))),
  );
  return findings;
}

/** Comments, plans and documents: what was promised, said and taken back. */
async function checkSaid(opened: Opened, contents: ReleaseContents): Promise<Finding[]> {
  const { comments: rules } = jsonOf<{ readonly comments?: CommentRules & { readonly rules: readonly { readonly id: string }[] } }>(opened, 'city.json');
  return [
    ...(await guardedReading('texts.digest', 'texts', () => checkTexts(opened, contents))),
    ...(await guardedReading('kept.before', 'manifest.json', () => checkKept(opened, contents))),
    ...guarded('moderation.ledger', 'moderation.json', () => checkModeration(rules?.rules.map(({ id }) => id) ?? [], contents)),
    ...guarded('plan.versions', 'plan-versions.json', () => checkPlanVersions(contents)),
    ...guarded('documents.public', 'documents.json', () => checkDocuments(contents)),
    ...checkReplies(rules, contents),
  ];
}
