import type { ReleaseContents } from '../contents.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';

const WHERE = 'documents.json';

/** Every document that a finding names is public at an address, or not public with a reason. */
export function checkDocuments({ documents, scores, calendar }: ReleaseContents): Finding[] {
  if (!calendar.from) return []; // an earlier form
  const known = new Map(documents.map((document) => [document.id, document]));
  const named = scores.flatMap(({ input }) => input.units.flatMap(({ findings = [] }) => findings.flatMap(({ source }) => source ?? [])));
  const unlisted = new Set(named.filter((source) => !known.has(source)));
  const failures = documents
    .filter(({ id, url, notPublic }) => known.get(id)?.id !== id || (url === null) !== (notPublic !== null))
    .map(({ id }) =>
      fails(
        'documents.public',
        `${WHERE} ${id}`,
        `文件 ${id} 既没有公开网址，也没有不公开的理由，或两者都有。`,
        `The document ${id} has neither an address nor a reason why it is not public, or both.`,
      ),
    );
  return [
    ...failuresOr(
      failures,
      holds(
        'documents.public',
        WHERE,
        `${documents.length} 份文件都有公开网址，或写明了不公开的理由。`,
        `All ${documents.length} documents have a public address, or say why they are not public.`,
      ),
    ),
    ...(unlisted.size === 0
      ? []
      : [
          open(
            'documents.unlisted',
            WHERE,
            `评分依据提到的 ${unlisted.size} 份文件只有名称，没有列入文件目录。`,
            `${unlisted.size} documents that findings name stand in no list; only their names are known.`,
          ),
        ]),
  ];
}
