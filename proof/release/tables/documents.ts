import type { Column } from '../csv.ts';
import type { PublicDocument } from '../files.ts';
import { table } from './table.ts';

const DOCUMENT: readonly Column<PublicDocument>[] = [
  { name: 'id', type: 'string', zh: '文件编号，评分依据用它指代文件', en: 'Id by which findings name the document', of: ({ id }) => id },
  { name: 'title_zh', type: 'string', zh: '名称（中文）', en: 'Title, Chinese', of: ({ title }) => title.zh },
  { name: 'title_en', type: 'string', zh: '名称（英文）', en: 'Title, English', of: ({ title }) => title.en },
  { name: 'number', type: 'string', zh: '文号', en: 'Number', of: ({ number }) => number },
  { name: 'url', type: 'string', zh: '公开网址；空为不公开', en: 'Public address; empty where it is not public', of: ({ url }) => url },
  { name: 'not_public_zh', type: 'string', zh: '不公开的理由（中文）', en: 'Why it is not public, Chinese', of: ({ notPublic }) => notPublic?.zh ?? null },
  { name: 'not_public_en', type: 'string', zh: '不公开的理由（英文）', en: 'Why it is not public, English', of: ({ notPublic }) => notPublic?.en ?? null },
];

export const documentTable = table('documents.csv', { zh: '评分依据所列文件', en: 'Documents that findings name' }, DOCUMENT, ({ documents }) => documents, {
  key: ['id'],
  refers: [],
});
