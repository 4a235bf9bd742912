import { JSON_LIMITS } from '../limits';

const [QUOTE, BACKSLASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 92, 58, 91, 93, 123, 125,
];

/** What one look at the text of a JSON tells before anybody parses it. */
export interface JsonSurvey {
  /** The limit that it breaks: levels of nesting, or keys of one object. */
  exceeded?: 'depth' | 'keys';
  /** Keys of all objects together, those that stand twice counted twice. */
  keys: number;
}

/**
 * Looks through JSON in one pass without parsing it: millions of brackets or keys would become
 * millions of objects before anybody could refuse them.
 */
export const surveyJson = (text: string): JsonSurvey => {
  // How many keys the objects that are open have; a list is open where there is a negative number.
  const open: number[] = [];
  let keys = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at + 1);
      const inside = open.length - 1;
      const many = open[inside] ?? -1;
      if (many >= 0 && isKey(text, end + 1)) {
        if (many >= JSON_LIMITS.keys) return { exceeded: 'keys', keys };
        open[inside] = many + 1;
        keys += 1;
      }
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (open.push(code === OPEN_OBJECT ? 0 : -1) > JSON_LIMITS.depth) {
        return { exceeded: 'depth', keys };
      }
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open.pop();
  }
  return { keys };
};

/** How many keys the objects of parsed JSON have; of a repeated one parsing keeps the last alone. */
export const keysIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += keysIn(item);
    return keys;
  }
  for (const key in value) keys += 1 + keysIn((value as Record<string, unknown>)[key]);
  return keys;
};

/** The keys that stand twice in one object of a JSON, the first of them only. */
export const repeatedKeys = (text: string): string[] => {
  const repeated: string[] = [];
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at + 1);
      const keys = open.at(-1);
      if (keys && isKey(text, end + 1)) {
        const key = text.slice(at + 1, end);
        if (keys.has(key) && repeated.length < JSON_LIMITS.repeated) repeated.push(key);
        keys.add(key);
      }
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      open.push(code === OPEN_OBJECT ? new Set() : undefined);
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open.pop();
  }
  return repeated;
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
