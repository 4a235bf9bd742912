const [QUOTE, BACKSLASH] = [34, 92];

/** Where a string of JSON that begins before `from` has its closing quotation mark. */
export const endOfString = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
};
