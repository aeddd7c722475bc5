export {};

/** Milliseconds without typing after which the form is sent. */
const PAUSE = 1500;
const RETRY = 10_000;

interface Answer {
  readonly revision?: number;
  readonly message?: string;
  readonly conflict?: boolean;
  readonly faults?: readonly string[];
}

const form = document.querySelector<HTMLFormElement>('form[data-autosave]');
const status = document.querySelector<HTMLElement>('#autosave');
if (form && status) keep(form, status);

/** Sends the form as it stands after each pause. A conflict ends this: the person decides with the button. */
function keep(form: HTMLFormElement, status: HTMLElement): void {
  let timer = 0;
  let sending = false;
  let again = false;
  const words = form.dataset;
  const say = (text: string, bad = false): void => {
    status.textContent = text;
    status.classList.toggle('is-bad', bad);
  };
  const later = (wait: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(send, wait);
  };
  const send = async (): Promise<void> => {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    say(words['saving'] ?? '');
    try {
      const data = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      data.set('action', 'save');
      const response = await fetch(location.href, { method: 'POST', body: data, headers: { accept: 'application/json' } });
      take((await response.json()) as Answer);
    } catch {
      say(words['offline'] ?? '', true);
      later(RETRY);
    }
    sending = false;
    if (again) {
      again = false;
      later(0);
    }
  };
  const take = ({ revision, message = '', conflict = false, faults = [] }: Answer): void => {
    if (revision === undefined) {
      say(`${words['failed'] ?? ''}${[message, ...faults].join(' ')}`, true);
      if (conflict) form.removeEventListener('input', typed);
      return;
    }
    (form.elements.namedItem('revision') as HTMLInputElement).value = String(revision);
    say(`${words['saved'] ?? ''} ${new Date().toTimeString().slice(0, 5)}`);
  };
  const typed = (): void => later(PAUSE);
  form.addEventListener('input', typed);
  form.addEventListener('submit', () => clearTimeout(timer));
}
