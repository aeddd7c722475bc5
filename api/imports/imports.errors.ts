import { AppError, type Fault } from '../errors.ts';

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
