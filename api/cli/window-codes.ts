import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { encode } from 'uqr';
import { escapeHtml } from '../../proof/share-sheet.ts';
import type { Dependencies } from '../context.ts';
import { issueBatch } from '../proofs/issuing.usecases.ts';
import { readRoster } from '../proofs/roster-file.ts';
import { settings, withCity } from './city.ts';
import { CommandFault, type Language, type Terminal } from './command.ts';
import { readBytes } from './files.ts';

export interface CodesWish {
  readonly window: string;
  readonly group: string;
  /** So many codes, or one for each line of a list (CSV or XLSX). */
  readonly count: number | null;
  readonly list: string | null;
  /** Where they are written, once: `.html` to be printed, `.csv` for a printer's own letters. Never written over. */
  readonly out: string;
  readonly json: boolean;
  readonly language: Language;
}

const WORDS = {
  zh: {
    title: '评议码',
    code: '评议码',
    link: '网址',
    address: '收件人',
    done: (n: number, file: string) => `已发放 ${n} 个评议码，写入 ${file}。只有这一份：印完请删除。`,
  },
  en: {
    title: 'Rating codes',
    code: 'Code',
    link: 'Address',
    address: 'Recipient',
    done: (n: number, file: string) => `Issued ${n} codes to ${file}. There is no other copy: delete it once it is printed.`,
  },
} as const;

/** Issues codes from the server's own machine, as the office's page does. */
export async function codesOnFile(wish: CodesWish, { out }: Terminal): Promise<0> {
  const { batch, codes } = await withCity(settings(), wish.language, (deps) => issueToFile(deps, wish));
  out(wish.json ? `${JSON.stringify({ batch, codes, file: wish.out })}\n` : `${WORDS[wish.language].done(codes, wish.out)}\n`);
  return 0;
}

/** The file comes first: codes that were issued and could not be written would be lost. @throws CommandFault or AppError */
export async function issueToFile(deps: Dependencies, wish: CodesWish): Promise<{ readonly batch: string; readonly codes: number }> {
  const file = create(wish);
  try {
    const roster = wish.list === null ? undefined : await readRoster(readBytes(wish.list, wish.language), deps.city);
    const { batch, codes } = await issueBatch(deps, wish.window, wish.group, roster?.length ?? wish.count ?? 0, roster && { roster });
    const sheets = codes.map((code, i) => ({ code, link: `${deps.config.publicUrl}/rate#code=${code}`, address: [...(roster?.[i]?.address ?? [])] }));
    writeFileSync(file, wish.out.endsWith('.csv') ? asTable(sheets, wish.language) : asPage(sheets, wish));
    return { batch, codes: codes.length };
  } catch (error) {
    rmSync(wish.out, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function create({ out, language }: CodesWish): number {
  try {
    return openSync(out, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFault(
      language === 'zh'
        ? `无法写入 ${out}（${code}）；已有的文件不会被覆盖。`
        : `${out} cannot be written (${code}); a file that is there is never written over.`,
      2,
    );
  }
}

interface Sheet {
  readonly code: string;
  readonly link: string;
  readonly address: readonly string[];
}

/** With a byte order mark, without which spreadsheets take the Chinese for something else. */
function asTable(sheets: readonly Sheet[], language: Language): string {
  const t = WORDS[language];
  const rows = sheets.map(({ code, link, address }) => [code, link, address.join(' ')]);
  return stringify([[t.code, t.link, t.address], ...rows], { bom: true, escape_formulas: true });
}

const STYLE =
  'body{font:11pt/1.5 "Noto Serif CJK SC",serif;margin:12mm}main{display:grid;grid-template-columns:1fr 1fr;gap:6mm}article{display:grid;grid-template-columns:1fr 30mm;gap:4mm;border:1px solid #888;padding:5mm;break-inside:avoid}code{font:700 13pt monospace}p{margin:0 0 2mm}small{overflow-wrap:anywhere}';

function asPage(sheets: readonly Sheet[], { window, language }: CodesWish): string {
  const title = `${WORDS[language].title} · ${escapeHtml(window)}`;
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1><main>${sheets.map(card).join('')}</main></html>\n`;
}

const card = ({ code, link, address }: Sheet): string =>
  `<article><div>${address.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}<p><code>${escapeHtml(code)}</code></p><small>${escapeHtml(link.replace(/#.*/, ''))}</small></div>${image(link)}</article>`;

function image(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path d="${path}"/></svg>`;
}
