/**
 * Collects single calls into batches: while one batch is under way the next one gathers, so under
 * load many callers share a round trip and at rest a call goes out at once.
 */
export class MicroBatcher<Item, Result> {
  private waiting: {
    item: Item;
    resolve: (result: Result) => void;
    reject: (e: unknown) => void;
  }[] = [];
  private running = 0;

  /**
   * @param run answers a batch with one result an item, in order
   * @param maxItems largest batch
   * @param maxRunning batches under way at once
   * @param lingerMs how long a batch gathers before it goes out; 0 for the end of the turn
   */
  constructor(
    private readonly run: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly maxItems = 200,
    private readonly maxRunning = 1,
    private readonly lingerMs = 0,
  ) {}

  /** Puts `item` into the next batch; settles as its own part of the batch does. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.waiting.length === 1) this.schedule();
    });
  }

  private schedule(): void {
    const pump = (): void => void this.pump();
    if (this.lingerMs > 0) setTimeout(pump, this.lingerMs);
    else setImmediate(pump);
  }

  private async pump(): Promise<void> {
    if (this.running >= this.maxRunning || this.waiting.length === 0) return;
    const batch = this.waiting.splice(0, this.maxItems);
    this.running += 1;
    try {
      const results = await this.run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.running -= 1;
      if (this.waiting.length > 0) this.schedule();
    }
  }
}
