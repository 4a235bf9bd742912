export { applyTopics, type AppliedTopics, type ApplyTopicsOptions } from './apply-topics';
export {
  BatchProcessor,
  type Backoff,
  type BatchControl,
  type BatchProcessorOptions,
  type ConsumerMetrics,
} from './batch-processor';
export { deadLetter, originalOf, PARKING_HEADERS, type Parking } from './dead-letter';
export { openLagReader, type LagReader, type LagReaderOptions } from './lag-reader';
export type { ConsumerStatus } from './group-consumer';
export { batchHandler, KafkaBatchServer, type KafkaServerOptions } from './kafka-batch-server';
export { keepHandlerErrors } from './keep-handler-errors';
export type { Log } from './log';
export { done, failed, skipped, type Outcome } from './outcome';
export type { Publication, RawPublication } from './publication';
export { Publisher, type PublisherOptions } from './publisher';
export { decodeAll, readTable, type ReadTableOptions, type Table } from './read-table';
export type { Batch, BatchHandler, RawRecord, Received } from './received';
export { redrive, type RedriveOptions } from './redrive';
export {
  redriveLetters,
  type LetterSource,
  type Positions,
  type Redriven,
  type RedriveRules,
} from './redrive-letters';
export { SendQueue, type SendFailure, type SendQueueOptions } from './send-queue';
export { causeOf, isRetriable, ServiceError } from './service-error';
export { topicDefinitions, type TopicDefinition } from './topic-definitions';
