import { once } from 'node:events';
import type { Writable } from 'node:stream';

const BATCH_CHARACTERS = 64 * 1024;

/** Writes values as JSON lines in large pieces, waiting for a slow reader. */
export class LineWriter {
  private pending = '';

  constructor(private readonly out: Writable) {}

  async write(value: unknown): Promise<void> {
    this.pending += `${JSON.stringify(value)}\n`;
    if (this.pending.length >= BATCH_CHARACTERS) await this.flush();
  }

  async flush(): Promise<void> {
    const piece = this.pending;
    this.pending = '';
    if (piece && !this.out.write(piece)) await once(this.out, 'drain');
  }
}
