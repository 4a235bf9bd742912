export type {
  Counts,
  CusresAnswer,
  CusresDecision,
  Format,
  ParseOptions,
  ParseResult,
  TripFacts,
} from './parse-result';
export { parse } from './parse';
export { guessFormat } from './guess-format';
export { FINDINGS, finding, plain, type FindingCode, type FindingTemplate } from './findings';
export { submissionProblems } from './submission-problems';
export { manifestJsonSchema } from './json/manifest-schema';
export { writePaxlst, type WritePaxlstOptions } from './paxlst/write-paxlst';
export { EdifactStream, type EdifactSink } from './paxlst/read-paxlst';
export { Report } from './report';
export type { ServiceCharacters } from './edifact/segment';
export type { WrittenSyntax } from './edifact/segment-writer';
export type { EnvelopeOptions } from './edifact/write-envelope';
export { writeCusres, type Cusres } from './cusres/write-cusres';
export { readCusres } from './cusres/read-cusres';
export { answerManifest } from './cusres/answer-manifest';
export {
  answerSubmission,
  type AnsweredList,
  type AnswerOptions,
} from './cusres/answer-submission';
export { interchangeHeads, type InterchangeHead } from './cusres/interchange-head';
export { readMrz, type MrzProblem, type MrzReading } from './mrz/read-mrz';
export { writeMrz, type MrzFacts } from './mrz/write-mrz';
export type { CheckedField, Mrz, MrzKind } from './mrz/layout';
export { checkDigit } from './mrz/check-digit';
export { csvCell, writeCsv } from './table/write-csv';
export { applySubmission, type Applied, type Resolution } from './lists/apply-submission';
export { effectOf, orderOf, type Effect, type Order } from './lists/list-order';
export { composeChanges, type ChangedFields, type ListChanges } from './lists/list-changes';
export { EMPTY_LIST, type ListedTraveller, type ListState } from './lists/list-state';
export { completenessOf, type Completeness, type PartSet } from './lists/part-sets';
export { DEADLINES, deadlineOf, type Deadline, type DeadlineRule } from './lists/deadlines';
export { duplicateFinding, lateFinding, partFindings, testFindings } from './lists/door-findings';
export { assembleParts, type AssembledList } from './lists/assemble-parts';
export { diffManifests, type ChangedTraveller, type ManifestDiff } from './lists/diff-manifests';
export type { TableOptions } from './table/write-table';
export { previewColumns, type ColumnPreview } from './table/preview-columns';
export { writeTemplate } from './table/write-template';
export { writeErrorFile } from './table/write-error-file';
