import { startIdentityProvider } from '../support/identity-provider.ts';

/** The identity provider of the end-to-end tests, for the server that runs on `E2E_PORT`. */
const site = `http://localhost:${process.env['E2E_PORT'] ?? 4391}`;
await startIdentityProvider([`${site}/rate/login/citizen`, `${site}/en/rate/login/citizen`], Number(process.argv[2]));
