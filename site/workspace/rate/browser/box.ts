import type { Blank, Cast } from '../server/unit.ts';
import type { SealedCast } from './seal.ts';

/** The API refused, with its own sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Longer than this nobody waits without a word. */
const PATIENCE = 20_000;

type Place = Pick<Blank, 'window' | 'unit'>;

const addressOf = ({ window, unit }: Place): string => `/api/v1/windows/${encodeURIComponent(window)}/units/${encodeURIComponent(unit)}/ballot`;

/** @throws Refusal when the API says no; anything else means that no answer came. */
async function call<T>(address: string, init: RequestInit): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const headers = { accept: 'application/json', 'accept-language': document.documentElement.lang, ...init.headers };
    const response = await fetch(address, { ...init, headers, cache: 'no-store', credentials: 'same-origin', signal: stop.signal });
    const body = (await response.json()) as T & { code?: string; title?: string };
    if (!response.ok) throw new Refusal(response.status, body.code ?? '', body.title ?? '');
    return body;
  } finally {
    clearTimeout(timer);
  }
}

export const readBlank = (place: Place): Promise<Blank> => call<Blank>(addressOf(place), {});

export const putBallot = (place: Place, cast: SealedCast): Promise<Cast> =>
  call<Cast>(addressOf(place), { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(cast) });
