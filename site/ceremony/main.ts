import { sheetBody } from '../../proof/share-sheet.ts';
import { ShareFault } from '../../proof/shares.ts';
import { button, element, field, list, present } from './dom.ts';
import { type Ceremony, makeCeremony, openAgain } from './key.ts';
import { CEREMONY } from './text.ts';

const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
const t = CEREMONY[lang];

/** Bodies that a rehearsal is played with. */
const ACTORS = { zh: ['甲单位', '乙单位', '丙单位'], en: ['First body', 'Second body', 'Third body'] } as const;

function intro(): void {
  document.body.classList.remove('is-rehearsal');
  const network = element('p', { class: 'network', role: 'status' });
  const tell = (): void => {
    network.textContent = navigator.onLine ? t.online : t.offline;
    network.classList.toggle('is-offline', !navigator.onLine);
  };
  addEventListener('online', tell);
  addEventListener('offline', tell);
  tell();
  present(
    t.warnTitle,
    list(t.warn(2), 'ol'),
    element('h3', {}, t.needTitle),
    list(t.need),
    network,
    element(
      'p',
      { class: 'buttons' },
      button(t.real, () => form(false)),
      button(t.practise, () => form(true), 'button-quiet'),
    ),
  );
}

function form(rehearsal: boolean): void {
  document.body.classList.toggle('is-rehearsal', rehearsal);
  const window = element('input', { autocomplete: 'off', maxlength: '80', value: rehearsal ? 'rehearsal' : '' });
  const bodies = element('textarea', { rows: '4', autocomplete: 'off' }, rehearsal ? ACTORS[lang].join('\n') : '');
  const threshold = element('input', { type: 'number', min: '2', max: '5', value: '2', inputmode: 'numeric' });
  const fault = element('p', { class: 'field-error', role: 'alert' });
  fault.hidden = true;
  const make = async (): Promise<void> => {
    const names = bodies.value.split('\n').flatMap((body) => body.trim().slice(0, 80) || []);
    try {
      if (new Set(names).size !== names.length) throw new Error(t.bodiesHint);
      const wish = { rehearsal, window: window.value.trim(), bodies: names, threshold: Number(threshold.value), secret: t.secret };
      const ceremony = await makeCeremony(wish);
      if (rehearsal) prove(ceremony);
      else turn(ceremony, 0);
    } catch (error) {
      fault.textContent = error instanceof ShareFault ? error.sentence[lang] : (error as Error).message;
      fault.hidden = false;
    }
  };
  const made = element(
    'form',
    { class: 'form', novalidate: '' },
    field('window', t.window, t.windowHint, window),
    field('bodies', t.bodies, t.bodiesHint, bodies),
    field('threshold', t.threshold, t.thresholdHint, threshold),
    fault,
    element('p', { class: 'buttons' }, element('button', { class: 'button' }, t.make), button(t.again, intro, 'button-quiet')),
  );
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    void make();
  });
  present(t.formTitle, rehearsal && element('p', { class: 'void' }, t.practising), made);
}

/** One holder's turn: nothing of the share is on the page before they say that they are alone. */
function turn(ceremony: Ceremony, i: number): void {
  const { bodies, shares } = ceremony;
  if (i === shares.length) {
    done(ceremony);
    return;
  }
  const body = bodies[i] ?? '';
  present(
    t.turnTitle(i + 1, shares.length),
    i > 0 && element('p', { class: 'good', role: 'status' }, t.cleared),
    element('p', { class: 'turn' }, t.turn(body)),
    element(
      'p',
      { class: 'buttons' },
      button(t.show, () => show(ceremony, i)),
    ),
  );
}

function show(ceremony: Ceremony, i: number): void {
  const text = ceremony.shares[i] ?? '';
  const sheet = element('div', { class: 'paper' });
  sheet.innerHTML = sheetBody({ text, body: ceremony.bodies[i] ?? '', rehearsal: ceremony.rehearsal }, lang);
  const typed = element('input', { autocomplete: 'off', maxlength: '20', spellcheck: 'false' });
  const fault = element('p', { class: 'field-error', role: 'alert' });
  fault.hidden = true;
  const compare = (): void => {
    const plain = typed.value
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}]/gu, '');
    fault.hidden = plain === text.slice(-11).replace('-', '');
    if (!fault.hidden) {
      fault.textContent = t.mistyped;
      return;
    }
    ceremony.shares[i] = null;
    sheet.replaceChildren();
    turn(ceremony, i + 1);
  };
  const made = element(
    'form',
    { class: 'form no-print', novalidate: '' },
    field('check', t.check, t.checkHint, typed),
    fault,
    element('p', { class: 'buttons' }, element('button', { class: 'button' }, t.checked)),
  );
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    compare();
  });
  present(
    t.turnTitle(i + 1, ceremony.shares.length),
    sheet,
    element(
      'p',
      { class: 'buttons no-print' },
      button(t.print, () => print(), 'button-quiet'),
    ),
    made,
  );
}

function done({ publicKey, fingerprint }: Ceremony): void {
  const key = element('textarea', { rows: '3', readonly: '', class: 'mono' });
  key.value = publicKey;
  const said = element('p', { class: 'good', role: 'status' });
  const copy = (): void => {
    key.select();
    document.execCommand('copy');
    said.textContent = t.copied;
  };
  present(
    t.doneTitle,
    element('p', {}, t.done),
    field('public-key', t.publicKey, '', key),
    element('p', { class: 'buttons' }, button(t.copy, copy)),
    said,
    element('h3', {}, t.fingerprint),
    element('p', { class: 'fingerprint mono', id: 'fingerprint' }, fingerprint),
    element('p', { class: 'note' }, t.next),
  );
}

/** The rehearsal: tear one share up, open all the same; tear up another, and see that nothing opens any more. */
function prove(ceremony: Ceremony): void {
  const tear = (i: number): HTMLElement =>
    button(
      t.destroy(i + 1, ceremony.bodies[i] ?? ''),
      () => {
        ceremony.shares[i] = null;
        void proved(ceremony, i);
      },
      'button-quiet tear',
    );
  present(
    t.proveTitle,
    element('p', { class: 'void' }, t.practising),
    element('p', {}, t.prove),
    element('div', { class: 'tears' }, ...ceremony.shares.map((_, i) => tear(i))),
  );
}

async function proved(ceremony: Ceremony, i: number): Promise<void> {
  const again = element('p', { class: 'buttons' }, button(t.again, intro, 'button-quiet'));
  try {
    const ballot = await openAgain(ceremony);
    const more = (): void => {
      const next = ceremony.shares.findIndex((share) => share !== null);
      ceremony.shares[next] = null;
      void proved(ceremony, next);
    };
    present(
      t.proveTitle,
      element('p', { class: 'void' }, t.practising),
      element('p', { class: 'good', role: 'status' }, t.opened(i + 1)),
      ballot !== null && element('p', { class: 'ballot' }, t.ballot, element('b', {}, ballot)),
      element('h3', {}, t.afterwards),
      element('p', { class: 'buttons' }, button(t.destroyMore, more, 'button-danger')),
    );
  } catch (error) {
    if (!(error instanceof ShareFault)) throw error;
    present(
      t.proveTitle,
      element('p', { class: 'void' }, t.practising),
      element('p', { class: 'bad', role: 'alert' }, `${error.sentence[lang]} ${t.lost}`),
      again,
    );
  }
}

intro();
