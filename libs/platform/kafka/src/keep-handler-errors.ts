import { BaseRpcExceptionFilter } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { DeliveredBatch } from './batch-processor';

let installed = false;

/**
 * Lets errors of batch handlers through Nest's RPC layer unchanged.
 *
 * Nest replaces whatever a handler throws by "Internal server error", and logs the original. Then
 * nobody could tell a retriable error from a final one, and a message with personal data would stand
 * in the log. Payloads of other transports are none of our business and are treated as before.
 */
export const keepHandlerErrors = (): void => {
  if (installed) return;
  installed = true;
  const prototype = BaseRpcExceptionFilter.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its `this` below
  const original = prototype.catch;
  prototype.catch = function (exception: unknown, host) {
    return host.getArgByIndex<unknown>(0) instanceof DeliveredBatch
      ? throwError(() => exception)
      : (original.call(this, exception, host) as Observable<unknown>);
  };
};
