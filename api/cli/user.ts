import { parseArgs } from 'node:util';
import { ROLES } from '../../db/schema/staff.ts';
import { type AccountInput, NewAccount } from '../accounts/accounts.shapes.ts';
import { createAccount, resetAccount } from '../accounts/accounts.usecases.ts';
import { settings, withCity } from './city.ts';
import { type Command, CommandFault, type Language, languageOf, usageFault } from './command.ts';

const USAGE = 'user add <login> --name <name> --role <role> [--unit <unit>] [--body <body>] [--json] | user reset <login> [--json]   [--lang zh|en]';

const WORDS = {
  zh: { link: '一次性链接（七天内有效，只能用一次）：', roles: '角色：' },
  en: { link: 'One-time link (good for seven days, for one use):', roles: 'Roles:' },
} as const;

/** Staff accounts from the machine itself: the first administrator, or a way back in. Reads the settings that `npm start` reads. */
export const user: Command = {
  usage: USAGE,
  summary: {
    zh: '建立工作人员账号（例如第一位管理员），或为丢失密码的人重发一次性链接。',
    en: 'Makes a staff account, such as the first administrator, or a new one-time link for whoever lost the password.',
  },
  run: async (args, { out }) => {
    const language = languageOf(args);
    const { values, positionals } = parsed(args, language);
    const [action, login, ...more] = positionals;
    if (!login || more.length > 0 || (action !== 'add' && action !== 'reset')) throw usageFault(USAGE, language);
    const wish = action === 'add' ? readWish(login, values, language) : null;
    const config = settings();
    const invitation = await withCity(config, language, (deps) => (wish ? createAccount(deps, null, wish) : resetAccount(deps, null, login)));
    const link = new URL(`${language === 'en' ? '/en' : ''}/welcome?token=${invitation.token}`, config.publicUrl).href;
    out(values.json ? `${JSON.stringify({ login, link, expiresAt: invitation.expiresAt })}\n` : `${login}\n${WORDS[language].link}\n${link}\n`);
    return 0;
  },
};

function parsed(args: readonly string[], language: Language) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        unit: { type: 'string' },
        body: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch {
    throw usageFault(USAGE, language);
  }
}

type Values = ReturnType<typeof parsed>['values'];

function readWish(login: string, { name, role, unit, body }: Values, language: Language): AccountInput {
  const read = NewAccount.safeParse({ login, name: name ?? login, role, unit: unit ?? null, body: body ?? null });
  if (read.success) return read.data;
  throw new CommandFault(
    `${read.error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`).join('\n')}\n${WORDS[language].roles} ${ROLES.join(', ')}`,
    1,
  );
}
