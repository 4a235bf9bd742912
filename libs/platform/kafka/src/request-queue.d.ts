/** The part of kafkajs 2.2.4 that `quietRequestQueues` mends; it ships no types for its insides. */
declare module 'kafkajs/src/network/requestQueue' {
  interface Entry {
    correlationId: number;
  }

  export default class RequestQueue {
    constructor(options: {
      maxInFlightRequests: number;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      clientId: string;
      broker: string;
      logger: { debug(): void; warn(): void };
    });
    readonly pending: readonly unknown[];
    push(request: { entry: Entry; expectResponse: boolean; sendRequest: () => void }): void;
    fulfillRequest(response: { correlationId: number; size: number; payload: unknown }): void;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
  }
}
