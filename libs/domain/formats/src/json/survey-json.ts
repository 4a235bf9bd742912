import { JSON_LIMITS } from '../limits';

const [QUOTE, BACKSLASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 92, 58, 91, 93, 123, 125,
];

/** What one look at the text of a JSON tells before anybody parses it. */
export interface JsonSurvey {
  /** The limit that it breaks: levels of nesting, or keys of one object. */
  exceeded?: 'depth' | 'keys';
  /** Keys that stand twice in one object; parsing keeps the last of them without a word. */
  repeated: string[];
}

/**
 * Looks through JSON in one pass without parsing it: millions of brackets or keys would become
 * millions of objects before anybody could refuse them.
 */
export const surveyJson = (text: string): JsonSurvey => {
  const repeated: string[] = [];
  // Keys of the objects that are open; a list is open where there is no set.
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at + 1);
      const keys = open[open.length - 1];
      if (keys && isKey(text, end + 1)) {
        const key = text.slice(at + 1, end);
        if (keys.has(key) && repeated.length < JSON_LIMITS.repeated) repeated.push(key);
        if (keys.add(key).size > JSON_LIMITS.keys) return { exceeded: 'keys', repeated };
      }
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      open.push(code === OPEN_OBJECT ? new Set() : undefined);
      if (open.length > JSON_LIMITS.depth) return { exceeded: 'depth', repeated };
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open.pop();
  }
  return { repeated };
};

const endOfString = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
};

const isKey = (text: string, from: number): boolean => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return text.charCodeAt(at) === COLON;
};
