import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CityFile, ImportMapping } from '../schemas/index.ts';
import type { Fault } from '../yaml.ts';
import { type Parts, tell, unknownReference } from './parts.ts';

/** What import.yaml must keep: it names only what the other files know, and each column gives a unit of its own. */
export function importChecks(parts: Parts): Fault[] {
  const mapping = parts.mapping?.value;
  if (!mapping || !parts.mapping) return [];
  const file = existsSync(join(parts.folder, mapping.file))
    ? []
    : tell(parts.mapping, ['file'], `没有文件“${mapping.file}”。`, `There is no file "${mapping.file}".`);
  return [...file, ...columnFaults(parts, mapping), ...cycleFaults(parts, mapping), ...(parts.city.value ? cityFaults(parts, mapping, parts.city.value) : [])];
}

function columnFaults(parts: Parts, mapping: ImportMapping): Fault[] {
  const part = parts.mapping;
  const units = parts.units.value?.units.map((unit) => unit.id);
  if (!part || !units) return [];
  const entries = Object.entries(mapping.columns);
  return entries.flatMap(([column, unit], i) => [
    ...unknownReference(part, ['columns', column], unit, units, { zh: '单位', en: 'unit' }),
    ...(entries.findIndex(([, other]) => other === unit) === i
      ? []
      : tell(part, ['columns', column], `单位“${unit}”已由另一列给出。`, `The unit "${unit}" already has a column.`)),
  ]);
}

function cycleFaults(parts: Parts, mapping: ImportMapping): Fault[] {
  const cycles = parts.calendar.value?.cycles.map((cycle) => cycle.id);
  return parts.mapping && cycles ? unknownReference(parts.mapping, ['cycle'], mapping.cycle, cycles, { zh: '年度', en: 'cycle' }) : [];
}

function cityFaults(parts: Parts, mapping: ImportMapping, city: CityFile): Fault[] {
  const part = parts.mapping;
  if (!part) return [];
  const group = city.groups.find((g) => g.id === mapping.group);
  const questionnaire = city.questionnaires.find((q) => q.id === group?.questionnaire);
  const levels = questionnaire ? [...questionnaire.levels, questionnaire.dontKnow].map((l) => l.id) : [];
  return [
    ...unknownReference(
      part,
      ['group'],
      mapping.group,
      city.groups.map((g) => g.id),
      { zh: '评议主体', en: 'group' },
    ),
    ...(group ? unknownReference(part, ['channel'], mapping.channel, group.channels, { zh: '渠道（该主体使用的）', en: 'channel of this group' }) : []),
    ...(questionnaire
      ? unknownReference(
          part,
          ['question'],
          mapping.question,
          questionnaire.questions.map((q) => q.id),
          { zh: '题目', en: 'question' },
        )
      : []),
    ...(questionnaire
      ? Object.entries(mapping.answers).flatMap(([code, level]) => unknownReference(part, ['answers', code], level, levels, { zh: '档次', en: 'level' }))
      : []),
  ];
}
