import type { Finding, Verification } from '../../proof/release/verify.ts';
import type { Text } from '../../scoring/result.ts';

/** Runs the verifier of the live release in a worker and lists what it finds. */
interface VerifyWords {
  readonly running: string;
  readonly share: string;
  readonly verdict: Readonly<Record<Verification['verdict'], string>>;
  readonly groups: { readonly fails: string; readonly holds: string; readonly open: string };
  readonly failed: string;
  readonly seconds: string;
  readonly manifest: string;
  readonly again: string;
}

interface Message {
  readonly ready?: true;
  readonly step?: Text;
  readonly share?: { readonly done: number; readonly of: number } | null;
  readonly found?: Verification;
  readonly failed?: string;
}

type Order = { readonly address: string; readonly key?: string };

const form = document.querySelector<HTMLFormElement>('[data-verify]');
const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

if (form) begin(form, JSON.parse(form.dataset['words'] ?? '{}') as VerifyWords);

function begin(form: HTMLFormElement, words: VerifyWords): void {
  const number = form.querySelector<HTMLInputElement>('[name=number]');
  const key = form.querySelector<HTMLInputElement>('[name=key]');
  const asked = new URLSearchParams(location.search).get('release');
  if (number && asked && /^\d+$/.test(asked)) number.value = asked;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button) button.disabled = true;
    const wanted = (number?.value ?? '').replaceAll(/\D/g, '');
    const address = `${location.origin}/releases/${wanted || 'latest'}`;
    await verify(form, words, { address, ...(key?.value.trim() && { key: key.value.trim() }) });
    if (button) {
      button.disabled = false;
      button.textContent = words.again;
    }
  });
}

async function verify(form: HTMLFormElement, words: VerifyWords, order: Order): Promise<void> {
  const status = form.querySelector('[data-status]');
  const bar = form.querySelector<HTMLProgressElement>('[data-progress]');
  const began = performance.now();
  if (bar) bar.hidden = false;
  const say = ({ step, share }: Message): void => {
    const text = share ? words.share.replace('{done}', String(share.done)).replace('{of}', String(share.of)) : '';
    if (status && step) status.textContent = `${words.running} · ${step[language]}${text}`;
    if (bar && share) bar.value = share.done / Math.max(1, share.of);
    else bar?.removeAttribute('value');
  };
  const answer = await run(new URL(form.dataset['verify'] ?? '', location.href).href, order, say);
  if (bar) bar.hidden = true;
  const time = words.seconds.replace('{s}', ((performance.now() - began) / 1000).toFixed(1));
  if (status) status.textContent = answer.found ? `${words.verdict[answer.found.verdict]} ${time}` : `${words.failed}${answer.failed ?? ''}`;
  show(answer.found ?? null, words);
}

/** In a worker where the browser has module workers, else on the page itself. */
function run(verifier: string, order: Order, say: (message: Message) => void): Promise<Message> {
  return new Promise((resolve) => {
    const worker = new Worker(verifier, { type: 'module' });
    let ready = false;
    const finish = (message: Message): void => {
      worker.terminate();
      resolve(message);
    };
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.ready) {
        ready = true;
        worker.postMessage(order);
      } else if (data.found || data.failed !== undefined) finish(data);
      else say(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (ready) finish({ failed: event.message || 'worker' });
      else void onPage(verifier, order, say).then(finish);
    };
  });
}

async function onPage(verifier: string, order: Order, say: (message: Message) => void): Promise<Message> {
  try {
    const { verifyAddress } = (await import(/* @vite-ignore */ verifier)) as {
      verifyAddress: (order: Order, say: (message: Message) => void) => Promise<Message>;
    };
    return await verifyAddress(order, say);
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

function show(found: Verification | null, words: VerifyWords): void {
  const report = document.querySelector<HTMLElement>('[data-report]');
  const list = report?.querySelector('[data-findings]');
  if (!report || !list) return;
  report.hidden = found === null || found.findings.length === 0;
  if (!found) return;
  const digest = element('p', 'small', words.manifest.replace('{digest}', found.manifestSha256 ?? '—'));
  const groups = (
    [
      [false, words.groups.fails, 'fails'],
      [true, words.groups.holds, 'holds'],
      [null, words.groups.open, 'open'],
    ] as const
  ).flatMap(([holds, title, kind]) =>
    group(
      found.findings.filter((finding) => finding.holds === holds),
      title,
      kind,
    ),
  );
  list.replaceChildren(digest, ...groups);
  report.querySelector<HTMLElement>('h2')?.focus();
}

function group(findings: readonly Finding[], title: string, kind: string): HTMLElement[] {
  if (findings.length === 0) return [];
  const list = element('ul', `findings findings-${kind}`);
  for (const { sentence, where, holds } of findings) {
    const item = element('li', '', sentence[language]);
    if (holds === false && where) item.append(' ', element('code', 'faint', where));
    list.append(item);
  }
  return [element('h3', '', `${title} (${findings.length})`), list];
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
