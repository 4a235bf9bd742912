import { consumerContract } from './consumer-contract';
import { inMemoryHarness } from './kafka-harness';
import { publisherContract } from './publisher-contract';

consumerContract('Kafka in memory', inMemoryHarness);
publisherContract('Kafka in memory', inMemoryHarness);
