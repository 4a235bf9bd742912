interface Task {
  everyMs: number;
  run: () => Promise<unknown>;
}

/** Runs tasks now and then at every interval, each one at a time; an error is told and tried again. */
export class Upkeep {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly tasks: readonly Task[],
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    for (const { everyMs, run } of this.tasks) {
      let isBusy = false;
      const tick = (): void => {
        if (isBusy) return;
        isBusy = true;
        const round = run()
          .catch(this.onError)
          .finally(() => {
            isBusy = false;
            this.running.delete(round);
          });
        this.running.add(round);
      };
      tick();
      this.timers.push(setInterval(tick, everyMs));
    }
  }

  /** Stops the timers and waits for the rounds in hand. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running);
  }
}
