import type { GroupTally } from '../../../scoring/index.ts';
import { manifestDigest } from '../../manifest.ts';
import { isSigned } from '../../receipt.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicWindow, WindowRecord } from '../files.ts';
import type { ReleaseKeys } from '../keys.ts';
import { countedFaults } from './counted.ts';
import { figureFaults } from './figures.ts';
import { type Finding, fails, failuresOr, guarded, holds, open } from './finding.ts';
import { importFaults } from './imports.ts';
import { jsonOf, type Opened } from './opened.ts';
import { overcounted } from './picks.ts';

/** The sealed rules, the signed statements at closing and opening, and the counts that must agree with them. */
export function checkWindows(opened: Opened, contents: ReleaseContents): Finding[] {
  const { windowKeys } = jsonOf<ReleaseKeys>(opened, 'keys.json');
  return contents.windows.flatMap((window) =>
    guarded('window.record', `windows/${window.id}.json`, () => {
      const record = contents.records.find((one) => one.window === window.id);
      if (!record) return unsealed(opened, window);
      const { record: where = '' } = opened.manifest.windows[window.id] ?? {};
      const failures = [
        ...sealed(opened, window, record, windowKeys),
        ...closed(window, record),
        ...opening(window, record),
        ...counted(contents, record),
        ...keyEnd(window, record),
        ...importFaults(record),
        ...countedFaults(contents, record),
        ...figureFaults(record),
      ].map(([id, zh, en]) => fails(id, where, `评议期 ${window.id}：${zh}`, `Window ${window.id}: ${en}`));
      return failuresOr(failures, agreed(window, record, where));
    }),
  );
}

type Fault = readonly [id: string, zh: string, en: string];

function unsealed(opened: Opened, { id, manifestSha256, closingRoot, logRoot, origin }: PublicWindow): Finding[] {
  if (manifestSha256 !== null || closingRoot !== null || logRoot !== null || opened.manifest.windows[id])
    return [
      fails(
        'window.record',
        'windows.json',
        `评议期 ${id} 写明了根，却没有封定规则和签名声明。`,
        `The window ${id} names roots, but its sealed rules and signed statements are missing.`,
      ),
    ];
  if (origin === 'imported')
    return [
      open(
        'window.imported',
        'windows.json',
        `评议期 ${id} 的计票由原系统导入，没有签名声明可以核对。`,
        `The counts of window ${id} came from an earlier system; there is no signed statement to check.`,
      ),
    ];
  return [];
}

function agreed({ id, state }: PublicWindow, { closing, log }: WindowRecord, where: string): Finding {
  if (log)
    return holds(
      'window.statements',
      where,
      `评议期 ${id}：封定规则、截止声明和开封声明的签名都有效，根和票数相符。`,
      `Window ${id}: sealed rules, closing and opening statement are validly signed; roots and counts agree.`,
    );
  if (closing)
    return holds(
      'window.statements',
      where,
      `评议期 ${id}：截止声明签名有效，根和票数相符；尚未开封。`,
      `Window ${id}: the closing statement is validly signed, root and counts agree; it is not opened yet.`,
    );
  return holds(
    'window.statements',
    where,
    `评议期 ${id}（${state}）：封定规则的摘要相符；尚未截止。`,
    `Window ${id} (${state}): the sealed rules have their digest; it is not closed yet.`,
  );
}

function sealed({ manifest }: Opened, window: PublicWindow, record: WindowRecord, keys: readonly string[]): Fault[] {
  const named = manifest.windows[window.id];
  const digest = manifestDigest(record.manifest);
  const faults: Fault[] = [];
  if (record.manifest.window !== window.id || record.manifest.cycle !== window.cycle || record.manifest.city !== manifest.city)
    faults.push(['window.manifest', '封定规则属于别的评议期。', 'the sealed rules are those of another window.']);
  if (digest !== window.manifestSha256 || digest !== named?.manifestSha256)
    faults.push([
      'window.manifest',
      '封定规则与公布的摘要不符：规则在封定后被改动过。',
      'the sealed rules do not have the published digest: they were changed after sealing.',
    ]);
  if (named?.closingRoot !== window.closingRoot || named?.logRoot !== window.logRoot)
    faults.push(['window.roots', '清单与 windows.json 写的根不同。', 'the manifest and windows.json name different roots.']);
  if (record.manifest.keyCustody !== window.keyCustody)
    faults.push(['window.custody', '私钥保管方式与封定规则不符。', 'custody of the private key is not as sealed.']);
  if (!keys.includes(record.manifest.signingKey))
    faults.push(['window.key', '签名声明的密钥没有在 keys.json 公布。', 'the key of its statements is not published in keys.json.']);
  return faults;
}

function closed(window: PublicWindow, { manifest, closing }: WindowRecord): Fault[] {
  const over = window.state === 'closed' || window.state === 'opened' || window.state === 'archived';
  if (!closing)
    return over || window.closingRoot !== null ? [['window.closing', '已经截止，却没有截止声明。', 'it is closed, but there is no closing statement.']] : [];
  const { statement, signature } = closing;
  const faults: Fault[] = [];
  if (!over) faults.push(['window.closing', '还没有截止，却有截止声明。', 'it is not closed, but there is a closing statement.']);
  if (!isSigned('closing', statement, signature, manifest.signingKey))
    faults.push(['window.closing', '截止声明的签名无效。', 'the signature of the closing statement is not valid.']);
  if (statement.window !== window.id || statement.manifest !== window.manifestSha256)
    faults.push(['window.closing', '截止声明说的是别的评议期或别的规则。', 'the closing statement is about another window or other rules.']);
  if (window.closedAt !== undefined && statement.closedAt !== window.closedAt)
    faults.push(['window.closed-at', '公布的截止时刻不是签名声明里的时刻。', 'the published moment of closing is not the signed one.']);
  if (statement.root !== window.closingRoot) faults.push(['window.closing', '截止根与签名声明不符。', 'the closing root is not the signed one.']);
  const byGroup = new Map<string, number>();
  for (const { group, ballots } of statement.cells) byGroup.set(group, (byGroup.get(group) ?? 0) + ballots);
  const total = [...byGroup.values()].reduce((sum, n) => sum + n, 0);
  if (total !== statement.ballots)
    faults.push(['window.counts', '截止声明的各项票数加起来不等于总数。', 'the counts of the closing statement do not add up to its total.']);
  if (statement.channels.length > 0 && statement.channels.reduce((sum, { ballots }) => sum + ballots, 0) !== statement.ballots)
    faults.push(['window.counts', '截止声明按渠道相加的票数不等于总数。', 'the ballots by channel of the closing statement do not add up to its total.']);
  const published = Object.entries(window.ballots ?? {});
  if (published.length !== byGroup.size || published.some(([group, n]) => byGroup.get(group) !== n))
    faults.push(['window.counts', '公布的票数与截止声明不符。', 'the published ballots are not those of the closing statement.']);
  return faults;
}

function opening(window: PublicWindow, { manifest, closing, log }: WindowRecord): Fault[] {
  const should = window.state === 'opened' || window.state === 'archived';
  if (!log) return should || window.logRoot !== null ? [['window.log', '已经开封，却没有开封声明。', 'it is opened, but there is no opening statement.']] : [];
  const { statement, signature } = log;
  const faults: Fault[] = [];
  if (!should) faults.push(['window.log', '还没有开封，却有开封声明。', 'it is not opened, but there is an opening statement.']);
  if (!isSigned('log', statement, signature, manifest.signingKey))
    faults.push(['window.log', '开封声明的签名无效。', 'the signature of the opening statement is not valid.']);
  if (statement.window !== window.id || statement.manifest !== window.manifestSha256)
    faults.push(['window.log', '开封声明说的是别的评议期或别的规则。', 'the opening statement is about another window or other rules.']);
  if (statement.root !== window.logRoot) faults.push(['window.log', '票录根与签名声明不符。', 'the root of the log is not the signed one.']);
  if (statement.closingRoot !== window.closingRoot || statement.ballots !== closing?.statement.ballots)
    faults.push([
      'window.log',
      '开封声明与截止声明的根或票数不同：开封的不是截止时的那些票。',
      'root or ballots of opening and closing differ: what was opened is not what was closed.',
    ]);
  return faults;
}

/** The end of the key is signed by two bodies, after the opening, and is what archives a window that was opened here. */
function keyEnd({ state, keyDestroyed = null }: PublicWindow, { log }: WindowRecord): Fault[] {
  if (keyDestroyed === null)
    return state === 'archived' && log
      ? [['window.key_destroyed', '已经归档，却没有销毁密钥的记录。', 'it is archived, but no end of its key is recorded.']]
      : [];
  const faults: Fault[] = [];
  if (state !== 'archived') faults.push(['window.key_destroyed', '写明密钥已销毁，却还没有归档。', 'the key is said to be destroyed, but it is not archived.']);
  if (new Set(keyDestroyed.by).size !== 2 || keyDestroyed.by.length !== 2)
    faults.push(['window.key_destroyed', '销毁密钥应由两个不同单位签字。', 'the end of the key is not signed by two different bodies.']);
  if (!log || keyDestroyed.on < log.statement.openedAt)
    faults.push([
      'window.key_destroyed',
      '密钥在开封之前就已销毁，票不可能打开。',
      'the key was destroyed before the opening: the ballots could not have been opened.',
    ]);
  return faults;
}

/** No unit has more answers to a question than ballots lay in the box or were openly signed, and no more picks count. */
function counted(contents: ReleaseContents, record: WindowRecord): Fault[] {
  const { windows, scores } = contents;
  const { window, manifest, closing, log } = record;
  if (!closing || !log || windows.find(({ id }) => id === window)?.origin !== 'ballots') return [];
  const { cells, named } = closing.statement;
  const box = new Map([...cells, ...(named?.cells ?? [])].map(({ unit, group, ballots }) => [`${unit} ${group}`, ballots]));
  const picks = overcounted(contents, record).map(
    ({ part, ballots, most }): Fault => [
      'window.tallies',
      `${part} 按 ${ballots} 张票计分，截止时只有 ${most} 张。`,
      `${part} is scored from ${ballots} ballots, but only ${most} were closed in.`,
    ],
  );
  for (const { unit, group, answers: all } of closing.statement.counted ?? []) box.set(`${unit} ${group}`, all);
  const units = scores.find(({ cycle }) => cycle === manifest.cycle)?.input.units ?? [];
  const answered = units.flatMap(({ id, ratings = {} }) =>
    Object.entries(ratings).flatMap(([group, tally]): Fault[] => {
      const most = box.get(`${id} ${group}`) ?? 0;
      return answers(tally) > most
        ? [
            [
              'window.tallies',
              `${id} 的 ${group} 有 ${answers(tally)} 个答案，箱里只有 ${most} 张票。`,
              `${id}, ${group}: ${answers(tally)} answers, but only ${most} ballots lay in the box.`,
            ],
          ]
        : [];
    }),
  );
  return [...picks, ...answered];
}

const answers = ({ counts }: GroupTally): number => Math.max(0, ...Object.values(counts).map((levels) => Object.values(levels).reduce((sum, n) => sum + n, 0)));
