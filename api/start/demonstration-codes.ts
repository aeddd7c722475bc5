import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dependencies } from '../context.ts';
import { issueCodes } from '../proofs/issuing.usecases.ts';

export interface DemonstrationCode {
  readonly group: string;
  readonly code: string;
}

const fileOf = (deps: Pick<Dependencies, 'config'>): string => path.join(deps.config.dataDir, 'secrets', 'demonstration-codes.json');

/** How many letters the demonstration gives out, by the kind of rater. */
const LETTERS = { open: 12, panel: 5 } as const;

/** The first people of a list that is as fictional as the city. */
const fictionalList = (people: number) => Array.from({ length: people }, (_, i) => ({ key: `fictional-${i + 1}`, address: [], employer: null }));

/** Prints codes for whoever tries the demonstration. Only here are plain codes kept: a city prints them once and forgets them. */
export async function issueDemonstrationCodes(deps: Dependencies, window: string): Promise<void> {
  const codes: DemonstrationCode[] = [];
  for (const group of deps.city.groups.filter(({ channels }) => channels.some((id) => hasCodes(deps, id)))) {
    const roster = group.kind === 'panel' ? { roster: fictionalList(LETTERS.panel) } : {};
    for (const code of await issueCodes(deps, window, group.id, LETTERS[group.kind], roster)) codes.push({ group: group.id, code });
  }
  mkdirSync(path.dirname(fileOf(deps)), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(deps), JSON.stringify(codes), { mode: 0o600 });
}

const hasCodes = ({ city }: Dependencies, channel: string): boolean =>
  city.channels.some(({ id, proof }) => id === channel && (proof === 'printed-code' || proof === 'roster-code'));

export const readDemonstrationCodes = (deps: Pick<Dependencies, 'config'>): readonly DemonstrationCode[] =>
  existsSync(fileOf(deps)) ? (JSON.parse(readFileSync(fileOf(deps), 'utf8')) as DemonstrationCode[]) : [];
