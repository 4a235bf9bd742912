import { createHash } from 'node:crypto';

/**
 * Remembers ids in 8 to 16 bytes each, so that a million of them stay small. An id is kept as 64
 * bits of its SHA-256: among a million ids the chance of one mistake is below one in thirty million.
 */
export class SeenIds {
  private cells = new Uint32Array(2 * 1024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** True when the id is new. */
  add(id: string): boolean {
    const [high, low] = halves(id);
    if (this.find(high, low).isTaken) return false;
    if (this.count * 4 > this.cells.length) this.grow();
    const { at } = this.find(high, low);
    this.cells[at] = high;
    this.cells[at + 1] = low;
    this.count += 1;
    return true;
  }

  has(id: string): boolean {
    const [high, low] = halves(id);
    return this.find(high, low).isTaken;
  }

  private find(high: number, low: number): { at: number; isTaken: boolean } {
    const mask = this.cells.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2;
      if (this.cells[at] === 0 && this.cells[at + 1] === 0) return { at, isTaken: false };
      if (this.cells[at] === high && this.cells[at + 1] === low) return { at, isTaken: true };
    }
  }

  private grow(): void {
    const old = this.cells;
    this.cells = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const [high = 0, low = 0] = [old[at], old[at + 1]];
      if (high === 0 && low === 0) continue;
      const free = this.find(high, low).at;
      this.cells[free] = high;
      this.cells[free + 1] = low;
    }
  }
}

/** Never both zero, which stands for an empty cell. */
const halves = (id: string): [number, number] => {
  const hash = createHash('sha256').update(id).digest();
  return [hash.readUInt32LE(0) || 1, hash.readUInt32LE(4)];
};
