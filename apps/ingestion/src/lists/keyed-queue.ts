/**
 * Lets work on the same key run one after another, in the order of the calls, and everything else
 * at the same time. Other instances of the service are kept apart by the versions in MongoDB; this
 * only spares instances of work that would be done twice.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs `work` once all earlier work on any of the keys has ended, well or badly. */
  async run<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const before = [...new Set(keys)].flatMap((key) => this.tails.get(key) ?? []);
    let release = (): void => undefined;
    const own = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const key of keys) this.tails.set(key, own);
    try {
      await Promise.all(before);
      return await work();
    } finally {
      release();
      for (const key of keys) if (this.tails.get(key) === own) this.tails.delete(key);
    }
  }
}
