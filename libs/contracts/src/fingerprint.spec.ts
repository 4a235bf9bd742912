import { fingerprint, singleObjectHeader } from './fingerprint';

/** From the Avro project's own test data, share/test/data/schema-tests.txt. */
const VECTORS: [canonicalForm: string, expected: bigint][] = [
  ['"null"', 7195948357588979594n],
  ['"boolean"', -6970731678124411036n],
  ['"int"', 8247732601305521295n],
  ['"long"', -3434872931120570953n],
  ['"float"', 5583340709985441680n],
  ['"double"', -8181574048448539266n],
  ['"bytes"', 5746618253357095269n],
  ['"string"', -8142146995180207161n],
];

describe('fingerprint', () => {
  it.each(VECTORS)('of %s agrees with the specification', (canonicalForm, expected) => {
    expect(BigInt.asIntN(64, fingerprint(canonicalForm))).toBe(expected);
  });

  it('opens a message with the marker and the fingerprint in little-endian order', () => {
    expect(singleObjectHeader('"int"').toString('hex')).toBe('c3018f5c393f1ad57572');
  });
});
