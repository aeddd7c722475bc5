import type { Cast } from '../server/unit.ts';
import { enhanceReceipt } from './receipt.ts';

/** A receipt that the server wrote into the page. */
const sheet = document.querySelector<HTMLElement>('[data-receipt^="{"]');
if (sheet) enhanceReceipt(sheet, JSON.parse(sheet.dataset['receipt'] ?? '') as Cast);
