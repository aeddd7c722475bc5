import { field } from '../server/page.ts';
import { type Column, type Names, plain, type Roles, UNIT } from './form.ts';
import type { Counting, Staged } from './page.ts';

/** A level of a question, and the word for it in a column's field: `办事效率 · 满意`. */
interface Choice {
  readonly question: string;
  readonly level: string;
  readonly word: string;
  /** Headings that say the same by themselves. */
  readonly headings: readonly string[];
}

function choicesOf({ asked, lang }: Names): Choice[] {
  const levels = [...asked.levels, asked.dontKnow];
  const alone = asked.questions.length === 1;
  return asked.questions.flatMap((question) =>
    levels.map((level) => ({
      question: question.id,
      level: level.id,
      word: `${question.label[lang]} · ${level.label[lang]}`,
      headings: [
        ...[question.label.zh, question.label.en, question.id].flatMap((asks) => namesOf(level).map((name) => plain(`${asks}·${name}`))),
        ...(alone ? namesOf(level).map(plain) : []),
      ],
    })),
  );
}

const namesOf = ({ id, label }: Names['asked']['dontKnow']): string[] => [id, label.zh, label.en];

const squeezed = (text: string): string => plain(text).replaceAll(/\s/g, '');

const choiceFor = (word: string, choices: readonly Choice[]): Choice | undefined => choices.find((choice) => squeezed(choice.word) === squeezed(word));

/** Fills the columns of a table of counts: what was typed, what the source's last table had, or what the headings say. */
export function countRolesOf(columns: readonly Column[], form: FormData | null, remembered: Counting | null, names: Names): Roles {
  const choices = choicesOf(names);
  const { unit } = names.words.roles;
  const guessed = (heading: string): string => {
    if (remembered ? remembered.unit === heading : UNIT.test(plain(heading))) return unit;
    const known = remembered?.counts[heading];
    const choice = choices.find(({ question, level, headings }) =>
      remembered ? known?.question === question && known.level === level : headings.includes(squeezed(heading)),
    );
    return choice?.word ?? '';
  };
  const typed = form?.has('col-0') === true;
  return {
    options: [unit, ...choices.map(({ word }) => word)],
    of: columns.map(({ heading }, i) => (typed ? field(form, `col-${i}`) : guessed(heading))),
    codes: [],
  };
}

/** The counting that the form says. A word that names no level stays in it, for the API to refuse by its column. */
export function countingOf(sheet: Staged['sheets'][number], form: FormData, names: Names): Counting {
  const [group = '', channel = ''] = field(form, 'group').split('/');
  const choices = choicesOf(names);
  const { unit } = names.words.roles;
  const words = sheet.columns.map(({ heading }, i) => ({ heading, word: field(form, `col-${i}`).trim() }));
  const counted = words.filter(({ word }) => word !== '' && plain(word) !== plain(unit));
  return {
    sheet: sheet.name,
    headerLine: sheet.headerLine,
    unit: words.find(({ word }) => plain(word) === plain(unit))?.heading ?? unit,
    counts: Object.fromEntries(
      counted.map(({ heading, word }) => {
        const { question = word, level = word } = choiceFor(word, choices) ?? {};
        return [heading, { question, level }];
      }),
    ),
    group,
    channel,
  };
}
