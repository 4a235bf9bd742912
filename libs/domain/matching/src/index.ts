export type {
  Entry,
  EntryName,
  Evidence,
  EvidenceKind,
  ListedDocument,
  Match,
  Query,
} from './entry';
export { DEFAULT_POLICY, MATCHER_VERSION, type Policy } from './policy';
export { buildIndex, type Index } from './match-index';
export { match } from './match';
export { TravellerIndex, type TravellerMatch } from './traveller-index';
export { compare } from './compare';
export { recomputeScore } from './score';
export { compareBirthDate, parseBirthDate, type BirthDateRelation } from './compare-birth-date';
export { alpha3 } from './countries';
export { readOfac } from './readers/read-ofac';
export { readPersonsCsv } from './readers/read-persons-csv';
export { readDocumentsCsv } from './readers/read-documents-csv';
export { readOpenSanctionsCsv } from './readers/read-open-sanctions-csv';
export { readFollowTheMoney } from './readers/read-follow-the-money';
export { readUnXml } from './readers/read-un-xml';
export { documentsJsonReader, personsJsonReader, readOwnJson } from './readers/read-own-json';
export {
  filesOf,
  guessListFormat,
  LIST_FILES,
  LIST_FORMATS,
  streamList,
  type ListFile,
  type ListFiles,
  type ListFormat,
} from './readers/list-format';
export {
  collectList,
  duplicateRow,
  problemRow,
  refusesWholeFile,
  type ListRow,
  type ReadCounts,
  type ReadList,
  type RowProblem,
  type RowProblemCode,
} from './readers/read-list';
