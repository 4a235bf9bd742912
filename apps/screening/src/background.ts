import type { Log } from '@vigia/kafka';
import { causeOf } from '@vigia/kafka';

/** Work that goes on beside the topics: again at every call and every `everyMs`, one at a time. */
export class Background {
  private running: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly work: () => Promise<void>,
    private readonly everyMs: number,
    private readonly log: Log,
  ) {}

  /** Runs the work soon; once more afterwards if it is running now. */
  poke(): void {
    if (this.stopped) return;
    if (this.running) this.again = true;
    else this.running = this.run();
  }

  /** Lets the run in hand finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    do {
      this.again = false;
      try {
        await this.work();
      } catch (error) {
        this.log.warn({ work: this.name, cause: causeOf(error) }, 'will be tried again');
      }
    } while (this.again && !this.stopped);
    this.running = undefined;
    if (this.stopped) return;
    this.timer = setTimeout(() => this.poke(), this.everyMs);
    this.timer.unref();
  }
}
