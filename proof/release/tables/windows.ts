import type { Column } from '../csv.ts';
import type { ClosingStatement, PublicWindow } from '../files.ts';
import { cycleColumn, table, unitColumn } from './table.ts';

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, one) => all + one, 0);

const WINDOW: readonly Column<PublicWindow>[] = [
  { name: 'window', type: 'string', zh: '评议期编号', en: 'Id of the window', of: ({ id }) => id },
  cycleColumn(),
  {
    name: 'state',
    type: 'string',
    among: ['draft', 'sealed', 'open', 'closed', 'opened', 'archived'],
    zh: '状态：draft 筹备，sealed 已封定，open 收票，closed 截止，opened 已开封，archived 归档',
    en: 'State: draft, sealed, open, closed, opened or archived',
    of: ({ state }) => state,
  },
  { name: 'opens_at', type: 'datetime', zh: '开始时刻（UTC）', en: 'Opens (UTC)', of: ({ opensAt }) => opensAt },
  { name: 'closes_at', type: 'datetime', zh: '计划截止时刻（UTC）', en: 'Closes as planned (UTC)', of: ({ closesAt }) => closesAt },
  { name: 'closed_at', type: 'datetime', zh: '实际截止时刻（UTC），以签名声明为准', en: 'Really closed (UTC), as signed', of: ({ closedAt }) => closedAt },
  {
    name: 'key_custody',
    type: 'string',
    among: ['holders', 'demonstration'],
    zh: '私钥保管：holders 由多家分持，demonstration 由演示服务器自己保管',
    en: 'Who holds the private key: holders, or demonstration (this server)',
    of: ({ keyCustody }) => keyCustody,
  },
  {
    name: 'key_destroyed_on',
    type: 'datetime',
    zh: '密钥销毁时刻（UTC）；空：密钥仍在',
    en: 'When the key was destroyed (UTC); empty while it still exists',
    of: ({ keyDestroyed }) => keyDestroyed?.on ?? null,
  },
  {
    name: 'origin',
    type: 'string',
    among: ['ballots', 'imported'],
    zh: '计票来源：ballots 本站收票，imported 导入汇总数',
    en: 'Source of the counts: ballots cast here, or imported',
    of: ({ origin }) => origin,
  },
  {
    name: 'ballots',
    type: 'integer',
    zh: '评议票总数；截止前为空',
    en: 'Ballots in all; empty before closing',
    of: ({ ballots }) => (ballots ? sum(ballots) : null),
  },
  { name: 'manifest_sha256', type: 'string', zh: '封定规则的 SHA-256', en: 'SHA-256 of the sealed rules', of: ({ manifestSha256 }) => manifestSha256 },
  { name: 'closing_root', type: 'string', zh: '截止根', en: 'Closing root', of: ({ closingRoot }) => closingRoot },
  { name: 'log_root', type: 'string', zh: '票录根', en: 'Root of the log', of: ({ logRoot }) => logRoot },
];

export const windowTable = table('windows.csv', { zh: '评议期', en: 'Rating windows' }, WINDOW, ({ windows }) => windows, { key: ['window'], refers: [] });

type CellRow = ClosingStatement['cells'][number] & { readonly window: string };

const CELL: readonly Column<CellRow>[] = [
  { name: 'window', type: 'string', zh: '评议期，见 windows.csv', en: 'Window, see windows.csv', of: ({ window }) => window },
  unitColumn(),
  { name: 'group', type: 'string', zh: '评议主体，见 city.json', en: 'Group of raters, see city.json', of: ({ group }) => group },
  { name: 'ballots', type: 'integer', zh: '截止时箱内的评议票数', en: 'Ballots in the box at closing', of: ({ ballots }) => ballots },
];

export const participationTable = table(
  'participation.csv',
  { zh: '截止时的票数', en: 'Ballots at closing' },
  CELL,
  ({ records }) => records.flatMap(({ window, closing }) => (closing?.statement.cells ?? []).map((cell) => ({ ...cell, window }))),
  {
    key: ['window', 'unit', 'group'],
    refers: [
      { columns: ['unit'], to: 'units.csv', at: ['id'] },
      { columns: ['window'], to: 'windows.csv', at: ['window'] },
    ],
  },
);
