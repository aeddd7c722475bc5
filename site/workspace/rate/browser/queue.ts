export {};

/** Solves the puzzle of the queue, so that nobody with scripts has to wait. Where it cannot, the waiting ticket stays in the forms. */
const told = document.querySelector<HTMLElement>('[data-puzzle]');

async function solve(notice: HTMLElement): Promise<void> {
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([import('altcha-lib'), import('altcha-lib/algorithms/web/pbkdf2')]);
  const challenge = JSON.parse(notice.dataset['puzzle'] ?? '');
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) return;
  const ticket = btoa(JSON.stringify({ challenge, solution }));
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="ticket"]')) field.value = ticket;
  notice.textContent = notice.dataset['ready'] ?? '';
}

if (told && globalThis.crypto?.subtle) solve(told).catch(() => {});
