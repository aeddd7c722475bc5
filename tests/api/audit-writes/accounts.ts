import { Secret, TOTP } from 'otpauth';
import { base64, createBrowser, type World, type Write } from './world.ts';

const REASON = '岗位调整，按任免文件办理';
const LIST = '账号,姓名,角色,单位,机构\nlisted1,名单甲,留言审核员,,\n';
const loginOf = async (world: World, person: keyof World['people']) => (await world.people[person].call('GET', '/api/v1/session')).body.login;

const codeOf = (secret: string, at: Date): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const PASSWORD = 'a long password';
const NEW_PASSWORD = 'lantern river 7 orchard';

export const ACCOUNTS: readonly Write[] = [
  {
    ...{ route: 'POST /accounts', as: 'administrator', action: 'user.created' },
    body: { login: 'new-person', name: '新同事', role: 'moderator', unit: null, body: null },
  },
  {
    ...{ route: 'PATCH /accounts/{login}', as: 'administrator', action: 'user.changed', reason: REASON },
    ...{ to: () => '/accounts/new-person', body: { name: '新同事二', reason: REASON } },
  },
  {
    ...{ route: 'POST /accounts/{login}/invitation', as: 'administrator', action: 'user.', to: () => '/accounts/new-person/invitation' },
    after: (world, answer) => world.kept.set('token', answer.token),
  },
  {
    ...{ route: 'POST /invitations', as: 'anonymous', by: 'new-person', action: 'user.password_set' },
    body: (world) => ({ token: world.keep('token'), password: NEW_PASSWORD }),
  },
  {
    ...{ route: 'POST /accounts/{login}/successor', as: 'administrator', action: 'user.', reason: REASON },
    ...{ to: () => '/accounts/new-person/successor', body: { login: 'next-person', name: '继任者', reason: REASON } },
  },
  {
    ...{ route: 'POST /accounts/{login}/end', as: 'administrator', action: 'user.ended', reason: REASON },
    ...{ to: () => '/accounts/next-person/end', body: { reason: REASON } },
  },
  { route: 'POST /accounts/import', as: 'administrator', action: 'user.', body: { content: base64(LIST) } },
  { route: 'POST /session/confirm', as: 'moderator', action: 'session.confirmed', body: { proof: PASSWORD }, undigested: 'sessions hold no content' },
  {
    ...{ route: 'PUT /verifiers/{login}/scope', as: 'office', action: 'verifier.scoped' },
    before: async (world) => world.kept.set('verifier', await loginOf(world, 'verifier')),
    to: (world) => `/verifiers/${world.keep('verifier')}/scope`,
    body: { categories: ['departments'], units: [], goals: [], revision: 0 },
  },
];

/** What somebody does with an account of their own; the last ones end sign-ins, so they come after everything else. */
export const OWN_ACCOUNT: readonly Write[] = [
  {
    ...{ route: 'PUT /contact', as: 'editor', action: 'contact.changed', body: { mail: 'editor@chujiang.example', phone: null } },
    undigested: 'an address of a person leaves no digest that could be tried',
  },
  { route: 'POST /account/factor', as: 'moderator', action: 'user.factor_begun', after: (world, answer) => world.kept.set('secret', answer.secret) },
  {
    ...{ route: 'PUT /account/factor', as: 'moderator', action: 'user.factor_set' },
    body: (world) => ({ code: codeOf(world.keep('secret'), world.dependencies.clock()) }),
    after: async (world) => world.kept.set('moderator', await loginOf(world, 'moderator')),
  },
  {
    ...{ route: 'POST /session/code', as: 'half', by: 'moderator', action: 'session.begun', undigested: 'sessions hold no content' },
    before: async (world) => {
      world.setTime(new Date(world.dependencies.clock().getTime() + 60_000));
      world.people.half = createBrowser(world);
      await world.people.half.call('POST', '/api/v1/session', { login: world.keep('moderator'), password: PASSWORD });
    },
    body: (world) => ({ code: codeOf(world.keep('secret'), world.dependencies.clock()) }),
  },
  {
    ...{ route: 'DELETE /account/devices/{device}', as: 'moderator', action: 'session.ended', undigested: 'sessions hold no content' },
    before: async (world) => {
      const { devices } = (await world.people.moderator.call('GET', '/api/v1/account')).body;
      world.kept.set('device', devices.find(({ current }: { current: boolean }) => !current).id);
    },
    to: (world) => `/account/devices/${world.keep('device')}`,
  },
  { route: 'DELETE /account/factor', as: 'moderator', action: 'user.factor_ended', body: { current: PASSWORD } },
  { route: 'POST /account/password', as: 'moderator', action: 'user.password_set', body: { current: PASSWORD, password: NEW_PASSWORD } },
  {
    ...{ route: 'POST /session', as: 'anonymous', by: 'moderator', action: 'session.begun', undigested: 'sessions hold no content' },
    body: (world) => ({ login: world.keep('moderator'), password: NEW_PASSWORD }),
  },
];
