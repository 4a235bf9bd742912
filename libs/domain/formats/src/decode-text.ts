const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** The kind of UTF-16 that a byte order mark at the start announces, if any. */
export const utf16LabelOf = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
};

/** Reads text as UTF-8 (with or without a byte order mark), UTF-16 by its mark, else Windows-1252. */
export const decodeText = (bytes: Uint8Array): string => {
  const utf16 = utf16LabelOf(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
};
