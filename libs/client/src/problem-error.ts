/** What a Vigía service answered instead of the thing asked for (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /**
   * @param problem the body of the answer; `code`, `title` and `id` are always there
   * @param retryAfterMs how long the service asks to wait before the next try
   */
  constructor(
    readonly status: number,
    readonly problem: { code: string; title: string; id?: string; [extension: string]: unknown },
    readonly retryAfterMs?: number,
  ) {
    super(`${status} ${problem.code}: ${problem.title}`);
  }

  /** Whether the same request may succeed later. */
  get retriable(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}
