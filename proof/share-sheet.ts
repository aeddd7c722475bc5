import { encode } from 'uqr';
import type { Text } from '../scoring/index.ts';
import { readShare } from './shares.ts';

export interface Sheet {
  /** The share as `splitKey` gave it. */
  readonly text: string;
  /** The body that will keep it. */
  readonly body: string;
  /** Whether it is worth nothing: made to practise. */
  readonly rehearsal?: boolean;
}

type Language = keyof Text;

const WORDS = {
  zh: {
    title: '评议密钥份额',
    rehearsal: '练习 · 作废',
    number: (n: number, of: number) => `第 ${n} 份，共 ${of} 份`,
    open: (k: number) => `任意 ${k} 份合在一起可以开封；少于 ${k} 份，什么也得不到。`,
    window: '评议期',
    body: '保管单位',
    fingerprint: '公钥指纹',
    share: '份额（开封时逐组输入，大小写不限）',
    qr: '供开封现场的离线扫码枪读入。不要用手机扫描。',
    keep: '怎样保管',
    keeping: [
      '当场核对，装入信封，骑缝签名盖章，放进本单位的保险柜。',
      '保管人更换时当面交接，登记交接人和日期；信封不拆开。',
      '开封当天由本单位人员携带到场，用自己的账号输入，不交给他人代输。',
      '投诉期结束、两家签署销毁后，当场粉碎。',
    ],
    never: '不能放在哪里',
    nowhere: ['不拍照、不复印、不扫描，不存入电脑、手机、网盘或优盘。', '不用微信、短信、邮件或电话传送。', '不与另一份放在同一单位、同一间屋、同一个保险柜。'],
    lost: '丢失或疑似泄露，请立即告知其他保管单位：再丢一份，票就无法开封；落入一人之手的份额够数，票就可能被提前打开。',
    signed: ['保管人签名', '见证人签名', '日期'],
  },
  en: {
    title: 'Share of a rating key',
    rehearsal: 'REHEARSAL · VOID',
    number: (n: number, of: number) => `Share ${n} of ${of}`,
    open: (k: number) => `Any ${k} shares together open the box; fewer than ${k} tell nothing at all.`,
    window: 'Window',
    body: 'Held by',
    fingerprint: 'Fingerprint of the public key',
    share: 'The share (entered group by group at the opening; capitals do not matter)',
    qr: 'For an offline scanner at the opening. Do not scan it with a phone.',
    keep: 'How to keep it',
    keeping: [
      'Compare it here and now, put it into an envelope, sign and stamp across the flap, lock it into your body’s safe.',
      'A new holder takes it over in person; write down who and when. The envelope stays closed.',
      'On the day of the opening your own staff bring it and enter it from their own account; nobody enters it for you.',
      'When complaints are over and two bodies have signed its end, shred it on the spot.',
    ],
    never: 'Where it must never be',
    nowhere: [
      'No photograph, no copy, no scan; on no computer, phone, cloud disk or USB stick.',
      'Never sent by chat, text message, e-mail or telephone.',
      'Never in the same body, room or safe as another share.',
    ],
    lost: 'Lost, or perhaps seen by others? Tell the other holders at once: one more lost, and the ballots can never be opened; enough of them in one hand, and they could be opened too early.',
    signed: ['Holder', 'Witness', 'Date'],
  },
} as const satisfies Record<Language, unknown>;

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');

/** The share's groups in rows of four, to be read aloud row by row. */
const rowsOf = (text: string): string[][] => {
  const groups = text.slice(text.lastIndexOf('/') + 1).split('-');
  return Array.from({ length: Math.ceil(groups.length / 4) }, (_, i) => groups.slice(4 * i, 4 * i + 4));
};

/** Capitals, which a QR code holds in less room; reading does not mind. */
function qrSvg(text: string, label: string): string {
  const { data, size } = encode(text.toUpperCase(), { ecc: 'M', border: 3 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg class="sheet-qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${escapeHtml(label)}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}

const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;

/** One holder's sheet as HTML, without its page. @throws ShareFault when the text is no share */
export function sheetBody({ text, body, rehearsal = false }: Sheet, language: Language): string {
  const t = WORDS[language];
  const share = readShare(text);
  const rows = rowsOf(text).map((row) => `<tr>${row.map((group) => `<td>${group}</td>`).join('')}</tr>`);
  const fact = (name: string, value: string, mono = false): string =>
    `<div><dt>${name}</dt><dd${mono ? ' class="sheet-mono"' : ''}>${escapeHtml(value)}</dd></div>`;
  return `<article class="sheet" lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<header><p class="sheet-kind">${t.title}</p><h1>${t.number(share.number, share.holders)}</h1>${rehearsal ? `<p class="sheet-void">${t.rehearsal}</p>` : ''}<p>${t.open(share.threshold)}</p></header>
<dl>${fact(t.body, body)}${fact(t.window, share.window, true)}${fact(t.fingerprint, share.fingerprint, true)}</dl>
<section class="sheet-share"><div><h2>${t.share}</h2><p class="sheet-mono">${escapeHtml(text.slice(0, text.lastIndexOf('/') + 1))}</p><table class="sheet-mono"><tbody>${rows.join('')}</tbody></table></div><figure>${qrSvg(text, t.qr)}<figcaption>${t.qr}</figcaption></figure></section>
<section class="sheet-rules"><div><h2>${t.keep}</h2>${list(t.keeping)}</div><div><h2>${t.never}</h2>${list(t.nowhere)}</div></section>
<p class="sheet-lost">${t.lost}</p>
<footer>${t.signed.map((line) => `<p>${line}</p>`).join('')}</footer>
</article>`;
}

/** Black on white, for paper: the same on a screen, in a file of its own and inside another page. */
export const SHEET_STYLE = `
.sheet{box-sizing:border-box;max-width:180mm;margin:0 auto;padding:12mm;background:#fff;color:#000;font:11pt/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;border:1px solid #999}
.sheet *{box-sizing:border-box}
.sheet h1{margin:0;font:600 22pt/1.3 "Songti SC","Noto Serif CJK SC","SimSun",serif}
.sheet h2{margin:0 0 1.5mm;font-family:inherit;font-size:11pt;font-weight:600;line-height:1.4}
.sheet p,.sheet ul,.sheet dl,.sheet figure{margin:0}
.sheet header{padding-bottom:4mm;border-bottom:2px solid #000}
.sheet-kind{letter-spacing:.2em}
.sheet-void{display:inline-block;padding:0 3mm;border:2px solid #000;font-weight:600;letter-spacing:.2em}
.sheet dl{display:grid;gap:1mm;padding:4mm 0}
.sheet dl>div{display:grid;grid-template-columns:8em minmax(0,1fr)}
.sheet dt{color:#333}
.sheet dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.sheet-mono{font-family:ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono","Noto Sans Mono",monospace;font-variant-ligatures:none}
.sheet-share{display:flex;flex-wrap:wrap;gap:6mm;padding:5mm 0;border-top:1px solid #999;border-bottom:1px solid #999}
.sheet-share>div{flex:1 1 90mm;min-width:0}
.sheet-share p{overflow-wrap:anywhere}
.sheet-share table{border-collapse:collapse;margin-top:2mm}
.sheet-share td{padding:.5mm 3mm .5mm 0;font-size:14pt;letter-spacing:.06em;white-space:nowrap}
.sheet-share figure{flex:0 0 44mm;font-size:8.5pt;line-height:1.4}
.sheet-qr{display:block;width:44mm;height:44mm}
.sheet-rules{display:flex;flex-wrap:wrap;gap:6mm;padding-top:5mm;font-size:9.5pt}
.sheet-rules>div{flex:1 1 70mm;min-width:0}
.sheet ul{padding-left:1.2em}
.sheet-lost{margin-top:4mm!important;padding:2mm 3mm;border-left:3px solid #000;font-size:9.5pt}
.sheet footer{display:grid;grid-template-columns:repeat(3,1fr);gap:6mm;margin-top:8mm}
.sheet footer p{padding-top:1.5mm;border-top:1px solid #000;font-size:9pt}
@media (max-width:40rem){.sheet{padding:5mm}.sheet-share td{padding-right:2mm;font-size:11.5pt;letter-spacing:0}.sheet dl>div{grid-template-columns:1fr}}
@media print{.sheet{max-width:none;padding:0;border:0}}
`;

/** A sheet as a file of its own, to be printed and then deleted. */
export const sheetPage = (sheet: Sheet, language: Language): string => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(WORDS[language].title)}</title><style>${SHEET_STYLE}@page{size:A4;margin:16mm}body{margin:0}</style></head><body>
${sheetBody(sheet, language)}
</body></html>
`;
