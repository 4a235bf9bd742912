import { plain } from '../findings';
import type { Report } from '../report';
import { readIsoDate } from '../calendar';

export type JsonObject = Record<string, unknown>;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Control characters removed, blanks at the ends too. */
export const withoutControls = (text: string): string => text.replace(CONTROLS, ' ').trim();

export const hasControls = (text: string): boolean => CONTROL.test(text);

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * Takes typed values out of parsed JSON and notes what has the wrong type, with its path. Absent
 * and null are the same; a wrong value is left out, never guessed.
 */
export class JsonValues {
  /** `reference` (`YYYY-MM-DD`) settles the century of two-digit years. */
  constructor(
    private readonly report: Report,
    readonly reference: string,
  ) {}

  wrongType(value: unknown, expected: string, path: string): undefined {
    this.report.note(
      'WRONG_TYPE',
      { value: plain(kindOf(value)), expected: plain(expected) },
      { path },
    );
    return undefined;
  }

  unknownFields(object: JsonObject, known: ReadonlySet<string>, path: string): void {
    for (const key in object) {
      if (!known.has(key)) {
        this.report.note('UNKNOWN_FIELD', { value: key }, { path: join(path, safeKey(key)) });
      }
    }
  }

  /** Text, trimmed, without control characters; a number is taken as its digits, with a note. */
  text(object: JsonObject, key: string, path: string): string | undefined {
    const value = object[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') {
      if (!CONTROL.test(value)) return value.trim() || undefined;
      const field = { path: join(path, key) };
      this.report.note('CONTROL_CHARACTERS', { value }, field);
      return withoutControls(value) || undefined;
    }
    this.wrongType(value, 'string', join(path, key));
    return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
  }

  oneOf<T extends string>(
    object: JsonObject,
    key: string,
    path: string,
    allowed: ReadonlySet<T>,
  ): T | undefined {
    const value = object[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return this.wrongType(value, 'string', join(path, key));
    if ((allowed as ReadonlySet<string>).has(value)) return value as T;
    const values = { value, expected: plain([...allowed].join(', ')) };
    this.report.note('UNKNOWN_VALUE', values, { path: join(path, key) });
    return undefined;
  }

  flag(object: JsonObject, key: string, path: string): boolean | undefined {
    const value = object[key];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.wrongType(value, 'boolean', join(path, key));
  }

  /** A number from 0 to `most`; whole unless `most` is a weight. */
  amount(object: JsonObject, key: string, path: string, most = 1e6): number | undefined {
    const value = object[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number') return this.wrongType(value, 'number', join(path, key));
    if (value >= 0 && value <= most) return value;
    this.report.note('BAD_NUMBER', { value: String(value) }, { path: join(path, key) });
    return undefined;
  }

  /** An ISO date; with `yearAlone` also `YYYY`. */
  date(object: JsonObject, key: string, path: string, yearAlone = false): string | undefined {
    const text = this.text(object, key, path);
    if (text === undefined) return undefined;
    const date =
      readIsoDate(text) ?? (yearAlone && /^(18|19|20)\d\d$/.test(text) ? text : undefined);
    if (date === undefined)
      this.report.note('BAD_DATE', { value: text }, { path: join(path, key) });
    return date;
  }

  object(object: JsonObject, key: string, path: string): JsonObject | undefined {
    const value = object[key];
    if (value === undefined || value === null) return undefined;
    return isObject(value) ? value : this.wrongType(value, 'object', join(path, key));
  }

  list(object: JsonObject, key: string, path: string): unknown[] {
    const value = object[key];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.wrongType(value, 'array', join(path, key));
    return [];
  }
}

export const join = (path: string, key: string): string => (path ? `${path}.${key}` : key);

const safeKey = (key: string): string => withoutControls(key).slice(0, 40);
