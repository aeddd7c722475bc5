import { hash, verify } from '@node-rs/argon2';

/** argon2id, 19 MiB, two passes: the first of the two minimum settings of the OWASP password storage cheat sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Compares in the library's constant time. An unknown account is compared with a fixed hash, so that both take as long. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await placeholder()), password, COST);
  return stored !== null && matches;
}

let made: Promise<string> | undefined;
const placeholder = (): Promise<string> => {
  made ??= hashPassword('nobody has this password');
  return made;
};
