import { AppError, type Fault, type Sentence } from '../errors.ts';

export const faultyFile = (faults: readonly Fault[]): AppError =>
  new AppError(
    'import.faulty_file',
    422,
    { zh: '文件或对应关系有误，什么也没有导入。', en: 'The file or its mapping has faults; nothing was imported.' },
    { faults },
  );

export const notImported = (): AppError =>
  new AppError('import.channel_not_imported', 422, {
    zh: '城市配置中，这个评议主体没有这条导入渠道。',
    en: 'The city does not list this channel as an imported one of this group.',
  });

export const alreadyImported = (): AppError =>
  new AppError('import.already_imported', 409, { zh: '同一文件已经导入过。', en: 'The same file has already been imported.' });

export const otherThanPreviewed = (): AppError =>
  new AppError('import.other_than_previewed', 409, {
    zh: '文件或对应关系与预览时不同，请重新预览。',
    en: 'The file or its mapping is not the one that was previewed; preview it again.',
  });

export const unknownFile = (): AppError =>
  new AppError('import.unknown_file', 404, {
    zh: '没有这个上传的文件：可能已经导入，或者上传已超过一天，请重新上传。',
    en: 'There is no such uploaded file: it may be imported already, or was uploaded more than a day ago. Upload it again.',
  });

export const tooManyFiles = (most: number): AppError =>
  new AppError('import.too_many_files', 409, {
    zh: `本评议期已有 ${most} 个文件等待导入，请先导入或删除。`,
    en: `${most} files of this window wait to be imported; import or remove them first.`,
  });

export const beingImported = (): AppError =>
  new AppError('import.being_imported', 409, { zh: '这个文件正在导入，请等它结束。', en: 'This file is being imported; wait until it is done.' });

export const mappingNeeded = (): AppError =>
  new AppError('import.mapping_needed', 422, {
    zh: '请说明各列的含义和数据来源。',
    en: 'Say what the columns mean and where the data come from.',
  });

export const proposedAlready = (): AppError =>
  new AppError('import.proposed', 409, {
    zh: '这个文件已经提交确认；如需改动，请先撤回。',
    en: 'This file waits for the second person already; take the proposal back to change it.',
  });

export const notProposed = (): AppError =>
  new AppError('import.not_proposed', 409, {
    zh: '还没有人核对并提交这个文件；导入要由两个人先后确认。',
    en: 'Nobody has checked and proposed this file; an import takes two people.',
  });

export const otherPersonImports = (): AppError =>
  new AppError('import.second_person_needed', 409, {
    zh: '这个文件由您提交，要由另一个人确认导入。',
    en: 'You have proposed this file; another person has to confirm the import.',
  });

export const refuseWithReason = (): AppError =>
  new AppError('import.reason_needed', 422, {
    zh: '这是合作机构的批次，请写明退回的原因，对方会看到。',
    en: 'This is a partner’s batch: say why it is refused; the partner reads it.',
  });

/** What an import that died with its process says of itself. */
export const INTERRUPTED: Sentence & { readonly code: string } = {
  code: 'import.interrupted',
  zh: '导入时程序中断，什么也没有写入；请由第二个人再确认一次。',
  en: 'The import was interrupted; nothing was written. Have the second person confirm it once more.',
};
