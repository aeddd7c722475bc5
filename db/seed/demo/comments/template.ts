/** A comment with its official reply; `{road}` and the like are filled in. */
export interface CommentTemplate {
  /** Ids of the units it may be addressed to. */
  readonly to: readonly string[];
  readonly kind: 'question' | 'complaint' | 'serious-complaint' | 'suggestion';
  readonly body: string;
  readonly reply: string;
  readonly language?: 'en';
}

type Kind = CommentTemplate['kind'];
type Line = readonly [to: string, body: string, reply: string];

export function comments(kind: Kind, lines: readonly Line[], language?: 'en'): CommentTemplate[] {
  return lines.map(([to, body, reply]) => ({ to: to.split(' '), kind, body, reply, ...(language && { language }) }));
}
