import { Inflate } from 'fflate';

/** A file inside a zip archive, as its central directory describes it. */
interface ZipEntry {
  method: number;
  compressed: number;
  offset: number;
}

/** The archive is damaged, encrypted or uses something that spreadsheets do not. */
export class ZipError extends Error {}

/** More was unzipped than the budget allows. */
export class ZipBudgetExceeded extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MOST_ENTRIES = 4096;
/** Small steps, so that a thousandfold bomb shows itself before it fills memory. */
const STEP = 512;

const utf8 = new TextDecoder();

/** Reads files out of a zip archive piece by piece, within one budget of unzipped bytes. */
export class Zip {
  private readonly entries = new Map<string, ZipEntry>();
  private readonly view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private budget: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.readDirectory();
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Gives the text of a file in pieces; a file that is not there gives none. */
  read(name: string, take: (text: string) => void): void {
    const entry = this.entries.get(name);
    if (!entry) return;
    const nameLength = this.view.getUint16(entry.offset + 26, true);
    const extraLength = this.view.getUint16(entry.offset + 28, true);
    const start = entry.offset + 30 + nameLength + extraLength;
    const data = this.bytes.subarray(start, start + entry.compressed);
    const decoder = new TextDecoder();
    const chunk = (piece: Uint8Array, last: boolean): void => {
      this.budget -= piece.length;
      if (this.budget < 0) throw new ZipBudgetExceeded();
      take(decoder.decode(piece, { stream: !last }));
    };
    if (entry.method === 0) return chunk(data, true);
    if (entry.method !== 8) throw new ZipError(`method ${entry.method}`);
    const inflate = new Inflate(chunk);
    for (let at = 0; at < data.length; at += STEP) {
      inflate.push(data.subarray(at, at + STEP), at + STEP >= data.length);
    }
  }

  private readDirectory(): void {
    const end = this.findEnd();
    const count = this.view.getUint16(end + 10, true);
    let at = this.view.getUint32(end + 16, true);
    if (count > MOST_ENTRIES) throw new ZipBudgetExceeded();
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > this.bytes.length || this.view.getUint32(at, true) !== DIRECTORY_ENTRY) {
        throw new ZipError('directory');
      }
      const nameLength = this.view.getUint16(at + 28, true);
      const name = utf8.decode(this.bytes.subarray(at + 46, at + 46 + nameLength));
      this.entries.set(name.replace(/\\/g, '/'), {
        method: this.view.getUint16(at + 10, true),
        compressed: this.view.getUint32(at + 20, true),
        offset: this.view.getUint32(at + 42, true),
      });
      const extra = this.view.getUint16(at + 30, true);
      const comment = this.view.getUint16(at + 32, true);
      at += 46 + nameLength + extra + comment;
    }
  }

  private findEnd(): number {
    const lowest = Math.max(0, this.bytes.length - 22 - 0xffff);
    for (let at = this.bytes.length - 22; at >= lowest; at -= 1) {
      if (this.view.getUint32(at, true) === END_OF_DIRECTORY) return at;
    }
    throw new ZipError('end');
  }
}
