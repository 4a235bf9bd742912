const BY_SYNTAX: Readonly<Record<string, string>> = {
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
};

/** Windows-1252 puts printable characters where Latin-1 has controls; this leads back to bytes. */
const BYTE_OF = new Map(
  [
    ...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, i) => 128 + i)),
  ].map((character, index) => [character.charCodeAt(0), 128 + index]),
);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

export const hasHighBytes = (text: string): boolean => /[^\u0000-\u007f]/.test(text);

/** A component that was read byte by byte, in the characters that its sender meant. */
export interface Decoded {
  text: string;
  /** How the bytes were read when the declared set does not allow them. */
  instead?: 'UTF-8' | 'Windows-1252';
}

/**
 * Decodes one component by the syntax identifier of UNB (formats 1.5). The declared set comes
 * first; senders who write UTF-8 under UNOA to UNOC are understood and reported.
 */
export const decodeComponent = (text: string, syntax: string): Decoded => {
  const bytes = Uint8Array.from(text, (c) => BYTE_OF.get(c.charCodeAt(0)) ?? c.charCodeAt(0) & 255);
  const label = BY_SYNTAX[syntax];
  if (label) return { text: decoderOf(label).decode(bytes) };
  const utf8Declared = syntax === 'UNOW' || syntax === 'UNOX' || syntax === 'UNOY';
  try {
    const decoded = strictUtf8.decode(bytes);
    return utf8Declared ? { text: decoded } : { text: decoded, instead: 'UTF-8' };
  } catch {
    return syntax === 'UNOC' ? { text } : { text, instead: 'Windows-1252' };
  }
};

const decoderOf = (label: string): InstanceType<typeof TextDecoder> => {
  const known = decoders.get(label) ?? new TextDecoder(label);
  decoders.set(label, known);
  return known;
};
