import { createTransport } from 'nodemailer';
import type { City } from '../../content/load.ts';
import type { ReminderChannel } from '../../db/schema/reminders.ts';
import type { Config } from '../config.ts';
import type { Sentence } from '../errors.ts';
import { gatewayOf } from '../proofs/gateway.ts';

/** A way by which a reminder reaches a person outside the workspace. */
export interface Channel {
  readonly id: ReminderChannel;
  /** Sends once; a mail leads to `page`, the workspace unless it is named. It throws when the message was not taken. */
  readonly send: (to: string, text: Sentence, page?: string) => Promise<void>;
}

const TIMEOUT_MS = 15_000;

/** The channels of the settings: without any setting there is none, and nothing leaves the house. */
export const channelsOf = ({ city, config }: { readonly city: City; readonly config: Config }): readonly Channel[] => [
  ...(config.mail ? [mail(config.mail, city, config.publicUrl)] : []),
  ...(config.sms?.noticeBody ? [textMessage({ ...config.sms, body: config.sms.noticeBody }, city)] : []),
];

function mail({ url, from }: NonNullable<Config['mail']>, { site, defaultLanguage }: City, publicUrl: string): Channel {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: username !== '',
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const other = defaultLanguage === 'zh' ? 'en' : 'zh';
  return {
    id: 'mail',
    send: async (to, text, page = '/workspace') => {
      await transport.sendMail({
        from,
        to,
        subject: `${site[defaultLanguage]} · ${text[defaultLanguage]}`.slice(0, 120),
        text: `${text[defaultLanguage]}\n${text[other]}\n\n${publicUrl}${page}\n`,
      });
    },
  };
}

function textMessage(sms: NonNullable<Config['sms']>, city: City): Channel {
  const gateway = gatewayOf({ city, config: { sms } });
  return {
    id: 'sms',
    send: async (number, text) => {
      await gateway.send({ number, code: '', text });
    },
  };
}
