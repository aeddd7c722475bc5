import { AppError } from '../errors.ts';

export const unknownUnit = (): AppError => new AppError('unit.unknown', 404, { zh: '没有这个考核单位。', en: 'There is no such unit.' });
