/**
 * What a service throws when it cannot do its work. One question matters to whoever catches it:
 * will the same call work later (`retriable`), or never? Messages hold no personal data, because
 * they reach logs and dead-letter headers.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly retriable: boolean;

  /**
   * @param code one of the `VIGIA_…` codes of docs/errors.md
   * @param message for operators, in English
   */
  constructor(
    readonly code: string,
    message: string,
    options: { retriable: boolean; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retriable = options.retriable;
  }
}

/** True only when the error itself says so: everything unknown is a fault that repeats. */
export const isRetriable = (error: unknown): boolean =>
  error instanceof Error && 'retriable' in error && error.retriable === true;

/**
 * A short account of an error that cannot carry personal data: the message only when it is one of
 * ours, otherwise the kind of error and the place in the code that threw it.
 */
export const causeOf = (error: unknown): string => {
  if (error instanceof ServiceError) return `${error.code}: ${error.message}`.slice(0, 200);
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const frame = /at .*?([^\s/\\(]+:\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1];
  return (frame ? `${error.name} at ${frame}` : error.name).slice(0, 200);
};
