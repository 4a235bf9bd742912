import { extname } from 'node:path';

const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.csv': 'text/csv',
  '.edi': 'application/edifact',
  '.paxlst': 'application/edifact',
  '.txt': 'application/edifact',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The content type of a passenger list by its file name; bytes of unknown kind otherwise. */
export const contentTypeOf = (file: string): string =>
  BY_EXTENSION[extname(file).toLowerCase()] ?? 'application/octet-stream';
