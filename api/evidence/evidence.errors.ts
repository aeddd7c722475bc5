import { AppError } from '../errors.ts';
import type { ArchiveFault } from '../spreadsheets/archive.ts';

export const LONGEST_FILE = 10 * 1024 * 1024;

export const fileTooLarge = (): AppError => new AppError('evidence.too_large', 413, { zh: '单个文件不能超过 10 MB。', en: 'A file may have at most 10 MB.' });

export const fileEmpty = (): AppError => new AppError('evidence.empty', 422, { zh: '文件是空的。', en: 'The file is empty.' });

export const notBase64 = (): AppError =>
  new AppError('evidence.not_base64', 422, { zh: '文件内容应为 base64 编码。', en: 'The content of the file must be base64.' });

export const wrongType = (): AppError =>
  new AppError('evidence.wrong_type', 422, {
    zh: '只接受 PDF、PNG、JPEG、DOCX、XLSX、PPTX 文件；系统按文件内容识别，改扩展名无效。',
    en: 'Only PDF, PNG, JPEG, DOCX, XLSX and PPTX are taken. The content decides; another ending does not help.',
  });

export const oldOffice = (): AppError =>
  new AppError('evidence.old_office', 422, {
    zh: '这是旧格式（.doc、.xls、.ppt）或设有密码的文件，无法检查；请去掉密码，另存为 DOCX、XLSX、PPTX 或 PDF。',
    en: 'This is an old .doc, .xls or .ppt, or has a password, and cannot be looked into. Remove the password and save it as DOCX, XLSX, PPTX or PDF.',
  });

export const hasMacros = (): AppError =>
  new AppError('evidence.macros', 422, {
    zh: '文件带有宏，本市不接受；请另存为不带宏的格式或 PDF。',
    en: 'The file holds macros, which this city does not take. Save it without them, or as PDF.',
  });

export const activePdf = (): AppError =>
  new AppError('evidence.active_pdf', 422, {
    zh: 'PDF 带有脚本或自动执行的动作，本市不接受；请用“打印为 PDF”重新生成。',
    en: 'The PDF holds scripts or actions that run by themselves, which this city does not take. Print it to PDF again.',
  });

export const brokenImage = (): AppError =>
  new AppError('evidence.broken_image', 422, {
    zh: '图片打不开，或像素过多（上限 1 亿）；请用看图软件另存后再上传。',
    en: 'The picture cannot be opened, or has more than 100 million pixels. Save it anew and try again.',
  });

/** Why an office file is not kept. */
export const ARCHIVE: Readonly<Record<ArchiveFault, () => AppError>> = {
  broken: wrongType,
  encrypted: oldOffice,
  'too-large': () =>
    new AppError('evidence.bomb', 422, {
      zh: '文件展开后过大，或层层嵌套压缩，不能接受；请拆分，或另存为 PDF。',
      en: 'The file unfolds to far too much, or nests archives in archives. Split it, or save it as PDF.',
    }),
};

export const notADay = (): AppError =>
  new AppError('evidence.not_a_day', 422, {
    zh: '材料日期请填写存在的日期，例如 2025-03-31。',
    en: 'Give the document a day that exists, such as 2025-03-31.',
  });

export const unknownGoal = (): AppError => new AppError('evidence.unknown_goal', 422, { zh: '计划书中没有这个目标。', en: 'The plan has no such goal.' });

export const attachedAlready = (): AppError =>
  new AppError('evidence.attached_already', 409, { zh: '同一文件已经附在这里。', en: 'The same file is attached here already.' });

export const tooManyFiles = (): AppError =>
  new AppError('evidence.too_many', 409, { zh: '一份进展最多附 50 个文件。', en: 'A report takes at most 50 files.' });

export const unknownFile = (): AppError =>
  new AppError('evidence.unknown', 404, { zh: '没有这个文件，或它还没有公开。', en: 'There is no such file, or it is not public yet.' });
