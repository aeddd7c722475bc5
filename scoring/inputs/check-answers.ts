import { type Fault, fault, nameFault } from '../faults.ts';
import type { UnitInput } from '../input.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import { type Path, sourceOf } from '../scheme/walk.ts';
import { inInput } from '../sentences.ts';

/** Answers of one unit against the checklists of its category: each names a question and an answer that the scheme lists. */
export function checkAnswers(unit: UnitInput, nodes: readonly SchemeNode[], path: Path): Fault[] {
  return Object.entries(unit.answers ?? {}).flatMap(([part, answers]) => {
    const here = [...path, 'answers', part];
    const readers = nodes.filter((node) => node.kind === 'checklist').filter((node) => sourceOf(node) === part);
    if (readers.length === 0) return [nameFault(here, inInput.noChecklist(part, unit.category))];
    const questions = readers.flatMap((node) => node.questions.map(({ id }) => id));
    return Object.entries(answers).flatMap(([question, answer]) => {
      if (!questions.includes(question)) return [nameFault([...here, question], inInput.unknownQuestion(question, questions))];
      const known = readers.filter((node) => node.questions.some(({ id }) => id === question)).flatMap((node) => node.answers.map(({ id }) => id));
      return answer === null || known.includes(answer) ? [] : [fault([...here, question], inInput.unknownAnswer(answer, known))];
    });
  });
}
