import { makeWindow } from '../ballots.fixture.ts';
import type { World, Write } from './world.ts';
import { base64 } from './world.ts';

const ORIGIN = { source: '《楚江日报》', method: '剪报票，编号后由两人各录一遍', from: '2026-11-01', to: '2026-11-20' };
const drafted = (window: string) => ({ window, cycle: '2025', opensAt: '2026-11-21T00:00:00Z', closesAt: '2030-01-01T00:00:00Z', custody: 'demonstration' });
const open =
  (window: string) =>
  ({ dependencies }: World) =>
    makeWindow(dependencies, window);

export const WINDOWS: readonly Write[] = [
  { route: 'POST /windows', as: 'office', action: 'window.drafted', body: drafted('w-draft') },
  {
    ...{ route: 'PUT /windows/{window}', as: 'office', action: 'window.redrafted' },
    ...{ to: () => '/windows/w-draft', body: { opensAt: '2026-11-19T00:00:00Z', closesAt: '2030-02-01T00:00:00Z' } },
  },
  { route: 'POST /windows/{window}/decisions', as: 'office', action: 'window.', to: () => '/windows/w-draft/decisions', body: { kind: 'seal' } },
  { route: 'DELETE /windows/{window}/decisions/{kind}', as: 'office', action: 'window.', to: () => '/windows/w-draft/decisions/seal' },
  {
    ...{ route: 'POST /windows/{window}/decisions/{kind}/confirm', as: 'approver', action: 'window.sealed' },
    to: () => '/windows/w-draft/decisions/seal/confirm',
    before: ({ people }) => people.office.call('POST', '/api/v1/windows/w-draft/decisions', { kind: 'seal' }),
  },
  { route: 'POST /windows/{window}/begin', as: 'office', action: 'window.', to: () => '/windows/w-draft/begin' },
  {
    ...{ route: 'POST /windows/{window}/codes', as: 'office', action: 'codes.issued' },
    ...{ before: open('w-open'), to: () => '/windows/w-open/codes', body: { group: 'public-web', count: 2 } },
    after: async (world) => world.kept.set('batch', (await world.dependencies.sql`select id from code_batches limit 1`)[0]?.['id']),
  },
  {
    route: 'POST /windows/{window}/codes/{batch}/void',
    as: 'office',
    action: 'codes.voided',
    to: (world) => `/windows/w-open/codes/${world.keep('batch')}/void`,
  },
  { route: 'POST /windows/{window}/clippings', as: 'office', action: 'clipping.received', to: () => '/windows/w-open/clippings', body: { count: 1 } },
  {
    ...{ route: 'POST /windows/{window}/clippings/{number}/keyings', as: 'office', action: 'clipping.keyed' },
    ...{ to: () => '/windows/w-open/clippings/1/keyings', body: { spoiled: 'unreadable' } },
  },
  {
    ...{ route: 'POST /windows/{window}/clippings/commit', as: 'office', action: 'clipping.committed' },
    before: ({ people }) => people.approver.call('POST', '/api/v1/windows/w-open/clippings/1/keyings', { spoiled: 'unreadable' }),
    ...{ to: () => '/windows/w-open/clippings/commit', body: { origin: ORIGIN } },
  },
  {
    ...{ route: 'POST /windows/{window}/imports/files', as: 'office', action: 'import.staged' },
    ...{ to: () => '/windows/w-open/imports/files', body: { fileName: 'a.csv', content: base64('id,results\n1,good5\n') } },
    after: (world, answer) => world.kept.set('file', answer.id),
    undigested: 'the file is sealed and its digest stands in the row itself',
  },
  {
    ...{ route: 'DELETE /windows/{window}/imports/files/{file}', as: 'office', action: 'import.dropped' },
    to: (world) => `/windows/w-open/imports/files/${world.keep('file')}`,
    undigested: 'the file is sealed and its digest stands in the row itself',
  },
  {
    ...{ route: 'POST /partner-keys', as: 'office', action: 'partner_key.requested' },
    body: { window: 'w-open', partner: '省统计局调查队', group: 'community', channel: 'interview', expiresAt: '2026-12-20T00:00:00Z' },
    after: async (world) => world.kept.set('key', (await world.dependencies.sql`select id from partner_keys limit 1`)[0]?.['id']),
  },
  { route: 'POST /partner-keys/{key}/issue', as: 'administrator', action: 'partner_key.issued', to: (world) => `/partner-keys/${world.keep('key')}/issue` },
  { route: 'POST /partner-keys/{key}/revoke', as: 'office', action: 'partner_key.revoked', to: (world) => `/partner-keys/${world.keep('key')}/revoke` },
  {
    ...{ route: 'POST /windows/{window}/close', as: 'office', action: 'window.closed' },
    before: ({ dependencies }) => dependencies.sql`update windows set closes_at = now() - interval '1 minute' where id = 'w-open'`,
    ...{ to: () => '/windows/w-open/close', body: { leaveOut: true } },
  },
  { route: 'POST /windows/{window}/opening', as: 'office', action: 'window.opening_proposed', to: () => '/windows/w-open/opening' },
];
