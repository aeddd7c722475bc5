import { AppError } from '../errors.ts';

export const LONGEST_FILE = 10 * 1024 * 1024;

export const fileTooLarge = (): AppError => new AppError('evidence.too_large', 413, { zh: '单个文件不能超过 10 MB。', en: 'A file may have at most 10 MB.' });

export const fileEmpty = (): AppError => new AppError('evidence.empty', 422, { zh: '文件是空的。', en: 'The file is empty.' });

export const notBase64 = (): AppError =>
  new AppError('evidence.not_base64', 422, { zh: '文件内容应为 base64 编码。', en: 'The content of the file must be base64.' });

export const wrongType = (): AppError =>
  new AppError('evidence.wrong_type', 422, {
    zh: '只接受 PDF、PNG、JPEG、DOCX、XLSX 文件；系统按文件内容识别，改扩展名无效。',
    en: 'Only PDF, PNG, JPEG, DOCX and XLSX are taken. The content decides; another ending does not help.',
  });

export const unknownGoal = (): AppError => new AppError('evidence.unknown_goal', 422, { zh: '计划书中没有这个目标。', en: 'The plan has no such goal.' });

export const attachedAlready = (): AppError =>
  new AppError('evidence.attached_already', 409, { zh: '同一文件已经附在这里。', en: 'The same file is attached here already.' });

export const tooManyFiles = (): AppError =>
  new AppError('evidence.too_many', 409, { zh: '一份进展最多附 50 个文件。', en: 'A report takes at most 50 files.' });

export const unknownFile = (): AppError =>
  new AppError('evidence.unknown', 404, { zh: '没有这个文件，或它还没有公开。', en: 'There is no such file, or it is not public yet.' });
