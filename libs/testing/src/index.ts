export { eventually } from './eventually';
export { forgetNothing, forgetNothingIn } from './forget-nothing';
export { InMemoryKafka, type InMemoryRecord } from './in-memory-kafka';
export { InMemoryBatchServer, type InMemoryServerOptions } from './in-memory-batch-server';
export { InMemoryPublisher, type InMemoryPublisherOptions } from './in-memory-publisher';
export { RecordingLog, type LogLine } from './recording-log';
export { testStack, type TestStack } from './test-stack';
export { serviceTest, type ServiceTest } from './service-test';
