import { exact } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inScheme } from '../../sentences.ts';
import type { ImageNode } from '../nodes.ts';
import type { Path } from '../walk.ts';
import { duplicates, weights } from './common.ts';

function levels(node: ImageNode, path: Path): Fault[] {
  const distinct = new Set(node.levels.map(({ value }) => exact(value).toFraction()));
  return [
    ...duplicates(node.levels, [...path, 'levels']),
    ...(distinct.size < 2 ? [fault([...path, 'levels'], inScheme.oneLevel())] : []),
    ...(node.levels.some(({ id }) => id === node.dont_know) ? [fault([...path, 'dont_know'], inScheme.dontKnowLevel(node.dont_know))] : []),
  ];
}

function questionnaires(node: ImageNode, path: Path): Fault[] {
  const used = new Set(node.groups.map(({ questionnaire }) => questionnaire));
  return node.questionnaires.flatMap(({ id, questions }, index) => {
    const here = [...path, 'questionnaires', index];
    const idle = used.has(id) ? [] : [fault([...here, 'id'], inScheme.unusedQuestionnaire(id))];
    return [...duplicates(questions, [...here, 'questions']), ...weights(questions, [...here, 'questions']), ...idle];
  });
}

function groups(node: ImageNode, path: Path): Fault[] {
  const known = new Set(node.questionnaires.map(({ id }) => id));
  const strangers = node.groups.flatMap(({ questionnaire }, index) =>
    known.has(questionnaire) ? [] : [fault([...path, 'groups', index, 'questionnaire'], inScheme.unknownQuestionnaire(questionnaire))],
  );
  return [...duplicates(node.groups, [...path, 'groups']), ...weights(node.groups, [...path, 'groups']), ...strangers];
}

/** What can be wrong with a public-image node beyond its shape. */
export function checkImage(node: ImageNode, path: Path): Fault[] {
  const { few_below: few, full_from: full } = node.answer_labels;
  return [
    ...levels(node, path),
    ...duplicates(node.questionnaires, [...path, 'questionnaires']),
    ...questionnaires(node, path),
    ...groups(node, path),
    ...(few > full ? [fault([...path, 'answer_labels'], inScheme.answerLabels())] : []),
  ];
}
