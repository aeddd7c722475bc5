import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect, test } from 'vitest';
import { issueCodes } from '../../api/proofs/issuing.usecases.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp({ limitScale: 1 });
const { dependencies: deps, setTime } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const [CODE = ''] = await issueCodes(deps, W, 'public-web', 1);
const start = deps.clock();
const later = (seconds: number): void => setTime(new Date(start.getTime() + seconds * 1000));

const from = (address: string) => ({ 'x-gongping-address': address });
const show = (address: string, ticket?: string) =>
  createRequester(app.app, null).call('POST', `/api/v1/windows/${W}/proofs/code`, { code: CODE, ...(ticket !== undefined && { ticket }) }, from(address));
const join = async (address: string) => (await createRequester(app.app, null).call('POST', `/api/v1/windows/${W}/proofs/queue`, undefined, from(address))).body;

/** Makes an address ask for more proofs in a minute than is usual. */
async function press(address: string): Promise<void> {
  for (let i = 0; i < 30; i++) expect((await show(address)).status).toBe(200);
}

async function solve(puzzle: string, change: (challenge: Challenge) => Challenge = (same) => same): Promise<string> {
  const challenge = JSON.parse(puzzle) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge: change(challenge), solution })).toString('base64');
}

test('nobody queues until an address asks for more than thirty proofs a minute; others go on as before', async () => {
  await press('10.1.0.1');
  const refused = await show('10.1.0.1');
  expect(refused.body).toMatchObject({ status: 429, code: 'proof.queue' });
  expect(refused.headers.get('retry-after')).toBe('20');
  expect((await show('10.1.0.2')).status).toBe(200);
});

test('a solved puzzle opens the way once, for one proof', async () => {
  await press('10.2.0.1');
  const ticket = await solve((await join('10.2.0.1')).puzzle);
  expect((await show('10.2.0.1', ticket)).status).toBe(200);
  expect((await show('10.2.0.1', ticket)).body.code).toBe('proof.bad_ticket');
});

test('without scripts one waits: too early is told, after twenty seconds it is good once, and from this address only', async () => {
  await press('10.3.0.1');
  const { ticket, waitSeconds } = await join('10.3.0.1');
  expect(waitSeconds).toBe(20);
  expect((await show('10.3.0.1', ticket)).body.code).toBe('proof.queue');
  later(21);
  await press('10.3.0.2');
  expect((await show('10.3.0.2', ticket)).body.code).toBe('proof.bad_ticket');
  expect((await show('10.3.0.1', ticket)).status).toBe(200);
  expect((await show('10.3.0.1', ticket)).body.code).toBe('proof.bad_ticket');
  later(0);
});

test('tickets that are forged, made easier, stale or rubbish open nothing and break nothing', async () => {
  await press('10.4.0.1');
  const { puzzle, ticket } = await join('10.4.0.1');
  const easier = await solve(puzzle, (challenge) => ({ ...challenge, parameters: { ...challenge.parameters, keyPrefix: '' } }));
  const [kind, id, , signature] = ticket.split('.');
  const tried = [
    'x',
    'wait...',
    [kind, id, '0', signature].join('.'),
    easier,
    Buffer.from('{}').toString('base64'),
    Buffer.from('null').toString('base64'),
    'A'.repeat(4000),
  ];
  for (const wrong of tried) expect((await show('10.4.0.1', wrong)).body).toMatchObject({ status: 401, code: 'proof.bad_ticket' });
  const solved = await solve(puzzle);
  later(601);
  expect((await show('10.4.0.1', solved)).body.code).toBe('proof.bad_ticket');
  later(621);
  expect((await show('10.4.0.1', ticket)).body.code).toBe('proof.bad_ticket');
  later(0);
});

test('places in the queue are limited for one address', async () => {
  const places = await Promise.all(Array.from({ length: 35 }, () => join('10.5.0.1')));
  expect(places.filter(({ code }) => code === 'proof.too_many_tries')).toHaveLength(5);
});

test('a thousand tries with wrong codes from one address: never a 500, and a right code still opens with a ticket', async () => {
  const tried = await Promise.all(
    Array.from({ length: 1000 }, () =>
      createRequester(app.app, null).call('POST', `/api/v1/windows/${W}/proofs/code`, { code: 'X'.repeat(20) }, from('10.6.0.1')),
    ),
  );
  expect(new Set(tried.map(({ status }) => status))).toEqual(new Set([422, 429]));
  expect((await show('10.6.0.1', await solve((await join('10.6.0.1')).puzzle))).status).toBe(200);
});
