import { isIPv4 } from 'node:net';
import path from 'node:path';
import { z } from 'zod';

/** One setting: the variable, what it means, its schema and its default. The reference page is printed from this list. */
interface Setting<T extends z.ZodType> {
  readonly variable: string;
  readonly zh: string;
  readonly en: string;
  readonly schema: T;
}

const setting = <T extends z.ZodType>(variable: string, schema: T, zh: string, en: string): Setting<T> => ({ variable, schema, zh, en });

const wholeNumber = (from: number, to: number, fallback: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to)).default(fallback);

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');

/** Words between spaces. */
const list = z
  .string()
  .default('')
  .transform((text) => text.split(/\s+/).filter(Boolean));

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

export const SETTINGS = {
  port: setting('PORT', wholeNumber(1, 65535, 4321), '监听端口（1–65535）。', 'Port to listen on (1–65535).'),
  host: setting('HOST', z.string().min(1).default('localhost'), '监听地址。', 'Address to listen on.'),
  publicUrl: setting(
    'PUBLIC_URL',
    z
      .url({ protocol: /^https?$/ })
      .transform((url) => new URL(url).origin)
      .optional(),
    '居民看到的网址；https 时 Cookie 为 Secure。默认 http://HOST:PORT。',
    'Address residents see; with https cookies are Secure. Default http://HOST:PORT.',
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    '使用已有的 PostgreSQL（15 或更新）；不设则启动自带的 PostgreSQL。',
    'A PostgreSQL of your own (15 or newer); without it the bundled one is started.',
  ),
  dataDir: setting('DATA_DIR', z.string().min(1).optional(), '数据文件夹，默认 .data/<城市>。', 'Data folder, default .data/<city>.'),
  city: setting(
    'CITY',
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/)
      .default('demo'),
    'content/cities 下的城市。',
    'A city under content/cities.',
  ),
  demoPublic: setting(
    'DEMO_PUBLIC',
    flag,
    '设为 1 时允许演示城市对外开放（演示账号公开）。',
    'Set to 1 to let the demonstration city, with its public accounts, be reached from outside.',
  ),
  trustProxy: setting(
    'TRUST_PROXY',
    flag,
    '设为 1 时相信自己的反向代理写入的 X-Forwarded-For（最后一项）。',
    'Set to 1 behind a reverse proxy of your own: the last entry of X-Forwarded-For is believed.',
  ),
  metricsToken: setting(
    'METRICS_TOKEN',
    z.string().min(16).optional(),
    '运行指标 /metrics 的访问令牌（至少 16 个字符）；不设则没有这个地址。',
    'Token for the figures at /metrics, 16 characters at least; without it there is no such address.',
  ),
  oidcIssuer: setting(
    'OIDC_ISSUER',
    list.pipe(z.array(z.url({ protocol: /^https?$/ }))),
    '统一身份认证（OpenID Connect）的签发地址；城市有几个登录渠道，就按顺序写几个，用空格隔开。回调地址是 PUBLIC_URL/rate/login/<渠道> 和 PUBLIC_URL/en/rate/login/<渠道>。',
    'Issuer of the OpenID Connect sign-in; several, in the order of the city’s sign-in channels, are separated by spaces. Register PUBLIC_URL/rate/login/<channel> and PUBLIC_URL/en/rate/login/<channel> for coming back. Plain http on a loopback address only.',
  ),
  oidcClientId: setting('OIDC_CLIENT_ID', list, '在身份认证方登记的客户端编号，顺序同上。', 'Client ids registered there, in the same order.'),
  oidcClientSecret: setting('OIDC_CLIENT_SECRET', list, '客户端密钥，顺序同上。', 'Client secrets, in the same order.'),
  smsUrl: setting(
    'SMS_GATEWAY_URL',
    z.url({ protocol: /^https?$/ }).optional(),
    '短信网关地址：每条短信 POST 一次。居民的手机验证、报送提醒和工作人员的短信验证码（city.yaml 的 staff.factors 含 sms 时）都用它。不设则不发短信（演示城市把内容显示在页面上）。',
    'Address of the text message gateway: one POST a message, for residents’ proofs, reminders, and codes of staff where staff.factors in city.yaml names sms. Without it none are sent (the demonstration shows them on the page).',
  ),
  smsToken: setting(
    'SMS_GATEWAY_TOKEN',
    z.string().min(1).optional(),
    '短信网关的令牌，以 Bearer 发送，也可写进正文模板。',
    'Token of the gateway: sent as Bearer, and usable in the template.',
  ),
  smsBody: setting(
    'SMS_GATEWAY_BODY',
    z.string().refine(isJson).default('{"phone":"{number}","text":"{text}"}'),
    '请求正文模板（JSON），可用 {number}、{national}（不带 +86）、{code}、{text}、{token}。',
    'JSON template of the body, with {number}, {national} (without +86), {code}, {text}, {token}.',
  ),
  smsNoticeBody: setting(
    'SMS_GATEWAY_NOTICE_BODY',
    z.string().refine(isJson).optional(),
    '不带验证码的短信（提醒、留言答复）的请求正文模板，可用 {number}、{national}、{text}、{token}。不设则用 SMS_GATEWAY_BODY；那里没有 {text} 时，这类短信不发。',
    'JSON template for messages that are no code (reminders, answers to comments), with {number}, {national}, {text}, {token}. Without it SMS_GATEWAY_BODY is used; where that holds no {text}, no such messages are sent.',
  ),
  smsSuccess: setting(
    'SMS_GATEWAY_SUCCESS',
    z
      .string()
      .regex(/^[^=]+=.*$/)
      .optional(),
    '怎样算发送成功，如 result.code=0；不设则只看 HTTP 状态。',
    'What a success looks like, as in result.code=0; without it the HTTP status tells.',
  ),
  smtpUrl: setting(
    'SMTP_URL',
    z.url({ protocol: /^smtps?$/ }).optional(),
    '发提醒邮件的服务器，如 smtp://用户:密码@mail.example.com:587（有 STARTTLS 时自动加密；带密码的只走加密连接）或 smtps://…:465。不设则不发邮件，提醒只在工作台显示。',
    'Server for reminders by mail, as in smtp://user:password@mail.example.com:587 (STARTTLS where offered; a password goes over TLS only) or smtps://…:465. Without it no mail is sent; reminders stand in the workspace only.',
  ),
  mailFrom: setting('MAIL_FROM', z.email().optional(), '提醒邮件的发件地址；设 SMTP_URL 时必填。', 'Sender of these mails; needed with SMTP_URL.'),
  logLevel: setting('LOG_LEVEL', z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), '日志级别。', 'How much is logged.'),
} as const;

/** Never repeated in a message. */
const SECRET = new Set(['DATABASE_URL', 'METRICS_TOKEN', 'OIDC_CLIENT_SECRET', 'SMS_GATEWAY_TOKEN', 'SMTP_URL']);

export interface LoginProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Config {
  /** Folder that holds content/ and site/. */
  readonly projectDir: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly city: string;
  readonly demoPublic: boolean;
  readonly trustProxy: boolean;
  readonly metricsToken: string | undefined;
  /** Sign-in providers, in the order of the city's sign-in channels. */
  readonly logins: readonly LoginProvider[];
  /** The text message gateway; undefined without one. */
  readonly sms:
    | {
        readonly url: string;
        readonly token: string | undefined;
        readonly body: string;
        /** The template of messages without a code; undefined where none can carry a text. */
        readonly noticeBody: string | undefined;
        readonly success: string | undefined;
      }
    | undefined;
  /** The mail server of reminders; undefined without one. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export class ConfigFault extends Error {}

/** Reads all settings at once and tells all faults at once. @throws ConfigFault */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, projectFolder: string): Config {
  const faults: string[] = [];
  const read = <T extends z.ZodType>({ variable, schema, en }: Setting<T>): z.infer<T> => {
    const given = environment[variable];
    const parsed = schema.safeParse(given === '' ? undefined : given);
    if (!parsed.success) faults.push(`${variable}=${SECRET.has(variable) ? '…' : given} is not valid. ${en}`);
    return parsed.data as z.infer<T>;
  };
  const port = read(SETTINGS.port);
  const host = read(SETTINGS.host);
  const city = read(SETTINGS.city);
  const [issuers, ids, secrets] = [read(SETTINGS.oidcIssuer) ?? [], read(SETTINGS.oidcClientId) ?? [], read(SETTINGS.oidcClientSecret) ?? []];
  if (ids.length !== issuers.length || secrets.length !== issuers.length)
    faults.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must hold the same number of values.');
  for (const issuer of issuers.filter(isOpenHttp))
    faults.push(`OIDC_ISSUER=${issuer} is not valid. Outside a loopback address the provider must be reached by https.`);
  const [url, token, body, success] = [read(SETTINGS.smsUrl), read(SETTINGS.smsToken), read(SETTINGS.smsBody), read(SETTINGS.smsSuccess)];
  const noticeBody = read(SETTINGS.smsNoticeBody) ?? (body?.includes('{text}') ? body : undefined);
  const [smtp, from] = [read(SETTINGS.smtpUrl), read(SETTINGS.mailFrom)];
  if (smtp !== undefined && from === undefined) faults.push('MAIL_FROM is missing. With SMTP_URL it says from whom the mails come.');
  const config: Config = {
    projectDir: projectFolder,
    port,
    host,
    city,
    publicUrl: read(SETTINGS.publicUrl) ?? `http://${printableHost(host)}:${port}`,
    databaseUrl: read(SETTINGS.databaseUrl),
    dataDir: path.resolve(projectFolder, read(SETTINGS.dataDir) ?? path.join('.data', city ?? '')),
    demoPublic: read(SETTINGS.demoPublic),
    trustProxy: read(SETTINGS.trustProxy),
    metricsToken: read(SETTINGS.metricsToken),
    logins: issuers.map((issuer, i) => ({ issuer, clientId: ids[i] ?? '', clientSecret: secrets[i] ?? '' })),
    sms: url === undefined ? undefined : { url, token, body, noticeBody, success },
    mail: smtp === undefined || from === undefined ? undefined : { url: smtp, from },
    logLevel: read(SETTINGS.logLevel),
  };
  if (faults.length > 0) throw new ConfigFault(faults.join('\n'));
  return config;
}

const printableHost = (host: string): string => (host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host);

/** Demonstration accounts are public knowledge: only a loopback address may carry them unless it is allowed in so many words. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

const isOpenHttp = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isLoopback(hostname.replace(/^\[|\]$/g, ''));
};
