/** Numbers from 0 (inclusive) to `below`, the same ones for the same seed (mulberry32). */
export type Dice = (below: number) => number;

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

/** Pieces that mean something to one of the readers. */
const PIECES = [
  ...'\'+:?*#-();,|"\t\r\n<{[&=/'.split(''),
  ...['\u0000', '\u001c', '\u00ff', '\u00f1', '??', "?'", "''", '\r\n', '""', '0', '99999999'],
  ...["UNA:+.? '", "UNB+UNOA:4+A+B+261120:1030+R'", "UNH+1+PAXLST:D:05B'", "UNT+1+1'", "UNZ+1+R'"],
  ...["NAD+FL+++A:B'", "DOC+P+1'", "TDT+20+CM1'", "LOC+91+NIC'", "DTM+36:300101'", "UNG+PAXLST'"],
  ...['TOTAL: 3', 'CANCELADO', 'Nombre;Documento;Sexo', '{"travellers":[', '"name":{', 'null'],
].map((piece) => Uint8Array.from(piece, (character) => character.charCodeAt(0)));

const joined = (...parts: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** One to six cuts, changes, insertions, repetitions and transplants in a copy of the bytes. */
export const mutate = (bytes: Uint8Array, other: Uint8Array, dice: Dice): Uint8Array => {
  let mutated: Uint8Array = bytes.slice();
  for (let changes = 1 + dice(6); changes > 0 && mutated.length > 0; changes -= 1) {
    const at = dice(mutated.length + 1);
    const end = Math.min(mutated.length, at + 1 + dice(60));
    switch (dice(7)) {
      case 0:
        mutated = mutated.slice(0, at);
        break;
      case 1:
        if (at < mutated.length) mutated[at] = dice(256);
        break;
      case 2:
        mutated = joined(mutated.subarray(0, at), mutated.subarray(end));
        break;
      case 3:
        mutated = joined(mutated.subarray(0, end), mutated.subarray(at));
        break;
      case 4: {
        const from = dice(other.length);
        const piece = other.subarray(from, from + dice(200));
        mutated = joined(mutated.subarray(0, at), piece, mutated.subarray(at));
        break;
      }
      default: {
        const piece = PIECES[dice(PIECES.length)] ?? bytes;
        mutated = joined(mutated.subarray(0, at), piece, mutated.subarray(at));
      }
    }
  }
  return mutated;
};
