interface Options {
  /** How long to go on, 10 s if not said. */
  timeoutMs?: number;
  intervalMs?: number;
}

/**
 * Calls `condition` until it neither throws nor answers false, and resolves with its answer. Rejects
 * with the last error when that has not happened in time.
 */
export const eventually = async <Answer>(
  condition: () => Answer | Promise<Answer>,
  { timeoutMs = 10_000, intervalMs = 20 }: Options = {},
): Promise<Answer> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let problem: unknown;
    try {
      const answer = await condition();
      if (answer !== false) return answer;
      problem = new Error(`the condition was still false after ${timeoutMs} ms`);
    } catch (error) {
      problem = error;
    }
    if (Date.now() >= deadline) throw problem;
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
};
