/** One question "what if …?", as it stands in an address. All null and empty: the official computation. */
export interface Choice {
  /** Another scheme. */
  readonly scheme: string | null;
  /** Share of public image in the total, whole per cent. */
  readonly image: number | null;
  /** Ids of switches: what is left out. */
  readonly without: readonly string[];
  /** What becomes of flagged ballots; then nothing else is changed. */
  readonly flagged: 'without' | 'half' | null;
}

export const OFFICIAL: Choice = { scheme: null, image: null, without: [], flagged: null };

/** `?image=25&without=public-web.community`; empty for the official computation. */
export function queryOf({ scheme, image, without, flagged }: Choice): string {
  const entries = [
    ['scheme', scheme],
    ['image', image === null ? null : String(image)],
    ['without', without.length === 0 ? null : without.join('.')],
    ['flagged', flagged],
  ].filter((entry): entry is [string, string] => entry[1] !== null);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

/** What an address asks for; whatever does not exist is not asked. */
export function choiceOf(query: string, schemes: readonly string[], switches: readonly string[]): Choice {
  const asked = new URLSearchParams(query);
  const scheme = asked.get('scheme');
  const image = asked.get('image') ?? '';
  const flagged = asked.get('flagged');
  const without = (asked.get('without') ?? '').split('.');
  if (flagged === 'without' || flagged === 'half') return { ...OFFICIAL, flagged };
  return {
    scheme: scheme !== null && schemes.includes(scheme) ? scheme : null,
    image: /^\d{1,3}$/.test(image) && Number(image) <= 100 ? Number(image) : null,
    without: switches.filter((id) => without.includes(id)),
    flagged: null,
  };
}
