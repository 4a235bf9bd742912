const EMPTY = 0xc15d213aa4d7a795n;
const MASK = 0xffffffffffffffffn;

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) value = (value >> 1n) ^ (EMPTY & (-(value & 1n) & MASK));
  return value;
});

/**
 * CRC-64-AVRO (the Rabin fingerprint) of a schema's parsing canonical form
 * (Apache Avro 1.12 specification, "Schema Fingerprints").
 */
export const fingerprint = (canonicalForm: string): bigint => {
  let value = EMPTY;
  for (const byte of Buffer.from(canonicalForm, 'utf8')) {
    value = (value >> 8n) ^ (TABLE[Number((value ^ BigInt(byte)) & 0xffn)] ?? 0n);
  }
  return value;
};

/** The ten bytes that open a single-object encoding: `C3 01`, then the fingerprint, little-endian. */
export const singleObjectHeader = (canonicalForm: string): Buffer => {
  const header = Buffer.alloc(10);
  header.writeUInt16BE(0xc301, 0);
  header.writeBigUInt64LE(fingerprint(canonicalForm), 2);
  return header;
};
