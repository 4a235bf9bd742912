import { consumerContract } from './consumer-contract';
import { realHarness } from './kafka-harness';
import { publisherContract } from './publisher-contract';
import { RecordingLog } from './recording-log';
import { testStack } from './test-stack';

jest.setTimeout(40_000);

const aRealBroker = () => realHarness(testStack(), new RecordingLog());

consumerContract('a real broker', aRealBroker);
publisherContract('a real broker', aRealBroker);
