import { endOfString } from './end-of-string';

const [QUOTE, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 58, 91, 93, 123, 125];

/**
 * The keys that stand twice in one object of valid JSON, in order, `most` at most. Parsing keeps
 * the last of them without a word, so somebody has to say that the first was lost.
 */
export const repeatedKeys = (text: string, most: number): string[] => {
  const repeated: string[] = [];
  // Keys of the objects that are open; a list is open where there is no set.
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length && repeated.length < most; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at + 1);
      const keys = open[open.length - 1];
      if (keys && isKey(text, end + 1)) {
        const key = text.slice(at + 1, end);
        if (keys.has(key)) repeated.push(key);
        keys.add(key);
      }
      at = end;
    } else if (code === OPEN_OBJECT) open.push(new Set());
    else if (code === OPEN_LIST) open.push(undefined);
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open.pop();
  }
  return repeated;
};

const isKey = (text: string, from: number): boolean => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return text.charCodeAt(at) === COLON;
};
