import RequestQueue from 'kafkajs/src/network/requestQueue';
import { quietRequestQueues } from './quiet-request-queues';

const aQueue = (): RequestQueue =>
  new RequestQueue({
    ...{ maxInFlightRequests: 1, requestTimeout: 1000, enforceRequestTimeout: false },
    ...{ clientId: 'spec', broker: 'here', logger: { debug: () => {}, warn: () => {} } },
  });

const aRequest = (correlationId: number, sent: number[]) => ({
  entry: { correlationId, reject: () => {}, resolve: () => {} },
  ...{ expectResponse: true, sendRequest: () => void sent.push(correlationId) },
});

describe('request queues of kafkajs', () => {
  beforeAll(quietRequestQueues);
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sleep while nothing is pending', () => {
    const [queue, sent] = [aQueue(), [] as number[]];
    queue.push(aRequest(1, sent));
    queue.checkPendingRequests();
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('send what waits as soon as there is room, and sleep again', () => {
    const [queue, sent] = [aQueue(), [] as number[]];
    queue.push(aRequest(1, sent));
    queue.push(aRequest(2, sent));
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(1);
    queue.fulfillRequest({ correlationId: 1, size: 0, payload: undefined });
    expect(sent).toEqual([1, 2]);
    jest.advanceTimersByTime(20);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('send what waits for the end of a throttle that the broker asked for', () => {
    const [queue, sent] = [aQueue(), [] as number[]];
    Object.assign(queue, { throttledUntil: Date.now() + 50 });
    queue.push(aRequest(1, sent));
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(60);
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
