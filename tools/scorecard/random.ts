/** A seeded source of choices (mulberry32): the same seed gives the same development set everywhere. */
export class Random {
  constructor(private state: number) {}

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  shuffle<T>(from: readonly T[]): T[] {
    const out = [...from];
    for (let at = out.length - 1; at > 0; at -= 1) {
      const other = Math.floor(this.next() * (at + 1));
      [out[at], out[other]] = [out[other] as T, out[at] as T];
    }
    return out;
  }
}
