import { escapeHtml, SHEET_STYLE } from '../../proof/share-sheet.ts';
import { CEREMONY } from './text.ts';

/** The ceremony page as one file: what it needs is inside, and its policy forbids every request. */
export function ceremonyPage(lang: 'zh' | 'en', parts: { readonly script: string; readonly style: string; readonly policy: string }): string {
  const t = CEREMONY[lang];
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(parts.policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${t.title}</title>
<link rel="icon" href="data:,">
<style>${parts.style}</style>
</head>
<body>
<div class="page">
<header><div class="ceremony-head"><h1>${t.title}</h1><a href="${t.otherHref}">${t.other}</a></div>
<p class="lead">${t.lead}</p></header>
<main id="step"><noscript>${t.noscript}</noscript></main>
<footer class="ceremony-foot"><a href="${lang === 'zh' ? '' : '/en'}/ceremony.html" download>${t.download}</a></footer>
</div>
<script>${parts.script}</script>
</body>
</html>
`;
}

export const sheetStyle = SHEET_STYLE;
