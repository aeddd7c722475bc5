import type { ResultNode, Text } from '../../scoring/result.ts';

/** A figure that a total waits for: where it stands, from the top down, and why there is none. */
export interface MissingFigure {
  readonly id: string;
  readonly labels: readonly Text[];
  readonly reason: Text;
  /** A goal of the plan, shown on the unit's page. */
  readonly isGoal: boolean;
}

const missingNote = (node: ResultNode): Text | null => (node.exact === null ? (node.notes.find(({ kind }) => kind === 'missing')?.text ?? null) : null);

/** The deepest parts without a figure that keep the part above them without one; parts whose weight moved on are none of them. */
export function missingFigures(node: ResultNode, above: readonly Text[] = []): MissingFigure[] {
  const reason = missingNote(node);
  if (reason === null) return [];
  const labels = [...above, node.label];
  const below = node.children.filter(({ visibility }) => visibility === 'public').flatMap((child) => missingFigures(child, labels));
  return below.length > 0 ? below : [{ id: node.id, labels: labels.slice(1), reason, isGoal: node.operation.startsWith('goal') }];
}
