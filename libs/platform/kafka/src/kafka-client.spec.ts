import { KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } from 'kafkajs';
import { brokerErrorType, createKafka, isTransientKafkaError } from './kafka-client';

describe('createKafka', () => {
  it('reports the ordinary moments of a group at debug and real errors at warn', () => {
    const lines: string[] = [];
    const note = (level: string) => (_: object, message: string) =>
      void lines.push(`${level} ${message}`);
    const logger = createKafka(['127.0.0.1:1'], 'spec', {
      debug: note('debug'),
      info: note('info'),
      warn: note('warn'),
      error: note('error'),
    }).logger();

    logger.error('Response GroupCoordinator', { error: 'The coordinator is loading' });
    logger.error('The group is rebalancing, so a rejoin is needed');
    logger.warn('anything that is only a warning');
    logger.error('Connection error: connect ECONNREFUSED');

    expect(lines).toEqual([
      'debug Response GroupCoordinator',
      'debug The group is rebalancing, so a rejoin is needed',
      'debug anything that is only a warning',
      'warn Connection error: connect ECONNREFUSED',
    ]);
  });
});

describe('errors of kafkajs', () => {
  it('are transient when any link of the chain says so', () => {
    const exceeded = new KafkaJSNumberOfRetriesExceeded('gone', { retryCount: 5, retryTime: 1 });

    expect(isTransientKafkaError(exceeded)).toBe(true);
    expect(isTransientKafkaError(new Error('outer', { cause: exceeded }))).toBe(true);
    expect(isTransientKafkaError(new Error('ours'))).toBe(false);
  });

  it('tell the broker’s own word', () => {
    const refusal = Object.assign(new KafkaJSProtocolError('too large'), {
      type: 'MESSAGE_TOO_LARGE',
    });

    expect(brokerErrorType(new Error('outer', { cause: refusal }))).toBe('MESSAGE_TOO_LARGE');
    expect(brokerErrorType(new Error('ours'))).toBeUndefined();
  });
});
