import type { CityFile, Questionnaire } from '../schemas/index.ts';
import type { Fault } from '../yaml.ts';
import { duplicates, type Parts, tell, unknownReference } from './parts.ts';

/** What city.yaml and units.yaml must keep beyond their shape. */
export function cityChecks(parts: Parts): Fault[] {
  const city = parts.city.value;
  return [...(city ? cityFaults(parts, city) : []), ...unitFaults(parts)];
}

function cityFaults(parts: Parts, city: CityFile): Fault[] {
  return [
    ...idFaults(parts, city),
    ...noticeFaults(parts, city),
    ...listFaults(parts, city),
    ...city.groups.flatMap((_, i) => groupFaults(parts, city, i)),
    ...city.channels.flatMap((channel, i) => loginFaults(parts, channel, i)),
    ...city.questionnaires.flatMap((questionnaire, i) => questionnaireFaults(parts, questionnaire, i)),
    ...city.picks.flatMap((_, i) => pickFaults(parts, city, i)),
    ...zoneFaults(parts, city),
  ];
}

function idFaults(parts: Parts, city: CityFile): Fault[] {
  if (city.id === parts.cityId) return [];
  return tell(parts.city, ['id'], `编号应与文件夹同名：“${parts.cityId}”。`, `The id must be the name of the folder: "${parts.cityId}".`);
}

function noticeFaults(parts: Parts, city: CityFile): Fault[] {
  if (!city.demonstration || city.notice !== undefined) return [];
  return tell(
    parts.city,
    ['demonstration'],
    '演示城市必须写 notice（每页显示的“演示数据”）。',
    'A demonstration city needs a notice ("demonstration data", shown on every page).',
  );
}

function listFaults(parts: Parts, city: CityFile): Fault[] {
  const lists = { categories: city.categories, groups: city.groups, channels: city.channels, questionnaires: city.questionnaires, picks: city.picks };
  const own = Object.entries(lists).flatMap(([key, list]) => duplicates(parts.city, [key], list));
  const kinds = duplicates(parts.city, ['comments', 'kinds'], city.comments?.kinds ?? []);
  return [...own, ...kinds, ...duplicates(parts.city, ['comments', 'rules'], city.comments?.rules ?? [])];
}

function loginFaults(parts: Parts, { proof, login }: CityFile['channels'][number], i: number): Fault[] {
  if ((proof === 'login') === (login !== undefined)) return [];
  return tell(
    parts.city,
    ['channels', i],
    '登录渠道（proof: login）要写 login，其他渠道不写。',
    'A sign-in channel (proof: login) needs the entry login, and no other channel has it.',
  );
}

function groupFaults(parts: Parts, city: CityFile, i: number): Fault[] {
  const group = city.groups[i];
  if (!group) return [];
  const questionnaires = [...city.questionnaires, ...city.picks].map((q) => q.id);
  const channels = city.channels.map((c) => c.id);
  return [
    ...unknownReference(parts.city, ['groups', i, 'questionnaire'], group.questionnaire, questionnaires, { zh: '问卷', en: 'questionnaire' }),
    ...group.channels.flatMap((channel, j) => unknownReference(parts.city, ['groups', i, 'channels', j], channel, channels, { zh: '渠道', en: 'channel' })),
    ...rosterFaults(parts, group, i),
    ...countsFaults(parts, city, i),
  ];
}

/** Counts and ballots cannot be added: whoever comes in as counts is a group of its own. */
function countsFaults(parts: Parts, city: CityFile, i: number): Fault[] {
  const channels = city.groups[i]?.channels ?? [];
  const counted = channels.some((id) => city.channels.some((channel) => channel.id === id && channel.proof === 'counts'));
  if (!counted || channels.length === 1) return [];
  return tell(
    parts.city,
    ['groups', i, 'channels'],
    '以汇总数导入的渠道（proof: counts）要单独成为一个评议主体，不能与其他渠道合用。',
    'A channel of counts (proof: counts) needs a group of its own; it cannot share one with other channels.',
  );
}

function rosterFaults(parts: Parts, group: CityFile['groups'][number], i: number): Fault[] {
  if (group.kind === 'panel' && group.roster === null) {
    return tell(parts.city, ['groups', i, 'roster'], '名册参评的主体必须写名册人数。', 'A group drawn from a list needs the number of people on it.');
  }
  if (group.kind === 'open' && group.roster !== null) {
    return tell(parts.city, ['groups', i, 'roster'], '公开参评的主体没有名册，请写 null。', 'A group open to all has no list; write null.');
  }
  return [];
}

function questionnaireFaults(parts: Parts, questionnaire: Questionnaire, i: number): Fault[] {
  const levels = [...questionnaire.levels, questionnaire.dontKnow];
  const asked = [...(questionnaire.screening ? [questionnaire.screening] : []), ...questionnaire.questions];
  const clash = asked.findIndex((q, at) => asked.findIndex((other) => other.id === q.id) !== at);
  const path = ['questionnaires', i, 'questions', Math.max(0, clash - (questionnaire.screening ? 1 : 0)), 'id'];
  const questions =
    clash < 0
      ? []
      : tell(parts.city, path, '同一份问卷中题目编号重复，请改成另一个。', 'Two questions of this questionnaire have the same id; choose another.');
  const levelPath = ['questionnaires', i, 'dontKnow', 'id'];
  const dk = questionnaire.levels.some((l) => l.id === questionnaire.dontKnow.id)
    ? tell(parts.city, levelPath, '“不了解”不能与某个档次同号。', '"Don\'t know" must not have the id of a level.')
    : [];
  return [...questions, ...duplicates(parts.city, ['questionnaires', i, 'levels'], levels.slice(0, -1)), ...dk];
}

/** A group names its questionnaire or its pick ballot by the id alone. */
function pickFaults(parts: Parts, city: CityFile, i: number): Fault[] {
  if (!city.questionnaires.some(({ id }) => id === city.picks[i]?.id)) return [];
  return tell(parts.city, ['picks', i, 'id'], '选票与问卷不能同号。', 'A pick ballot must not have the id of a questionnaire.');
}

function zoneFaults(parts: Parts, city: CityFile): Fault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: city.timezone });
    return [];
  } catch {
    return tell(
      parts.city,
      ['timezone'],
      `没有时区“${city.timezone}”，请写 Asia/Shanghai 这样的名称。`,
      `There is no time zone "${city.timezone}"; write a name such as Asia/Shanghai.`,
    );
  }
}

function unitFaults(parts: Parts): Fault[] {
  const units = parts.units.value?.units ?? [];
  const categories = parts.city.value?.categories.map((c) => c.id);
  const unknown =
    categories === undefined
      ? []
      : units.flatMap((unit, i) => unknownReference(parts.units, ['units', i, 'category'], unit.category, categories, { zh: '考核类别', en: 'category' }));
  return [...duplicates(parts.units, ['units'], units), ...sameNames(parts), ...unknown];
}

function sameNames(parts: Parts): Fault[] {
  const names = parts.units.value?.units.map((unit) => unit.name.zh) ?? [];
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : tell(parts.units, ['units', i, 'name', 'zh'], `名称“${name}”与另一个单位相同。`, `Another unit has the same name "${name}".`),
  );
}
