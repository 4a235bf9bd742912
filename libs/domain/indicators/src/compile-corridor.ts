import type { Finding, Mode } from '@vigia/manifest';
import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Corridor, CorridorNode } from './corridor';
import { forbiddenAttribute } from './forbidden-attributes';
import { DAY_MS, HOUR_MS } from './time';

/** Why a corridor file is refused: the file, its line (from 1) and the reason in both languages. */
export interface CorridorProblem extends Finding {
  file: string;
  line: number;
}

export type CompiledCorridor =
  { ok: true; corridor: Corridor } | { ok: false; problems: CorridorProblem[] };

const TEXTS = ['source', 'legalBasis', 'necessity', 'owner'] as const;
const KEYS = ['id', 'version', 'indicator', 'title', ...TEXTS, 'reviewDate', 'modes', 'nodes'];
const NODE_KEYS = ['name', 'places', 'countries', 'within'];
const MODES: readonly string[] = ['air', 'road', 'rail', 'sea', 'inlandWater'];
const MAX_FIRST_PLACES = 12;
const MAX_WINDOW_MS = 60 * DAY_MS;

/**
 * Turns one corridor file into a rule, or says line by line why not.
 *
 * The form is closed: a key that is not listed is refused, so a rule has no way to read anything
 * about the traveller. Words that name a forbidden attribute or a stand-in for one are refused in
 * keys, values, texts and comments alike. A corridor has at least three steps, and the first is a short list
 * of airports or terminals: "whoever comes from that country" would be nationality by another name.
 * Sources: spec/indicators.md, *Corridors are data*; design/safeguards.md, rules 1 and 12.
 */
export const compileCorridor = (yamlText: string, file: string): CompiledCorridor => {
  const reader = new Reader(yamlText, file);
  const corridor = reader.read();
  return corridor && reader.problems.length === 0
    ? { ok: true, corridor }
    : { ok: false, problems: reader.problems };
};

class Reader {
  readonly problems: CorridorProblem[] = [];
  private readonly lines = new LineCounter();

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  read(): Corridor | undefined {
    if (this.text.length > 20_000) {
      this.refuse(0, 'CORRIDOR_TOO_LONG', 'el archivo es demasiado largo', 'the file is too long');
      return undefined;
    }
    const documents = parseAllDocuments(this.text, {
      lineCounter: this.lines,
      uniqueKeys: true,
      merge: false,
      version: '1.2',
      schema: 'failsafe',
    });
    const [document] = documents;
    if (!document || !('contents' in document) || documents.length !== 1) {
      this.refuse(
        0,
        'CORRIDOR_NOT_ONE',
        'debe haber un solo corredor',
        'there must be one corridor',
      );
      return undefined;
    }
    for (const error of [...document.errors, ...document.warnings]) {
      const reason = error.message.split('\n')[0] ?? '';
      this.refuse(
        error.pos[0],
        'CORRIDOR_SYNTAX',
        `no es YAML válido: ${reason}`,
        `not valid YAML: ${reason}`,
      );
    }
    if (document.errors.length > 0) return undefined;
    this.refuseForbidden(document.contents);
    const root = document.contents;
    if (!isMap(root)) {
      this.refuse(0, 'CORRIDOR_FORM', 'se espera un mapa', 'a map is expected');
      return undefined;
    }
    return this.readCorridor(root);
  }

  /** Aliases, tags and forbidden words, wherever they stand; comments are read by people and count too. */
  private refuseForbidden(root: unknown): void {
    visit(root as Parameters<typeof visit>[0], {
      Alias: (_, node) => {
        this.refuse(
          node.range?.[0] ?? 0,
          'CORRIDOR_FORM',
          'no se admiten alias',
          'aliases are not allowed',
        );
      },
      Scalar: (key, node) => {
        if (node.tag && node.tag !== 'tag:yaml.org,2002:str') {
          this.refuse(
            node.range?.[0] ?? 0,
            'CORRIDOR_FORM',
            'no se admiten etiquetas',
            'tags are not allowed',
          );
        }
        const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
        if (key === 'key' && text === 'name') return;
        this.refuseWord(node.range?.[0] ?? 0, text);
      },
    });
    for (const match of this.text.matchAll(/(?:^|\s)#(.*)$/gm)) {
      this.refuseWord(match.index + 1, match[1] ?? '');
    }
  }

  private refuseWord(offset: number, text: string): void {
    const word = forbiddenAttribute(text);
    if (word === undefined) return;
    this.refuse(
      offset,
      'CORRIDOR_FORBIDDEN_ATTRIBUTE',
      `«${text.trim().slice(0, 60)}» nombra un atributo que nunca eleva el riesgo (${word})`,
      `"${text.trim().slice(0, 60)}" names an attribute that never raises risk (${word})`,
    );
  }

  private readCorridor(root: unknown): Corridor | undefined {
    const fields = this.fields(root, KEYS, KEYS);
    if (!fields) return undefined;
    const id = this.match(fields, 'id', /^C-\d{2,4}$/);
    const version = this.match(fields, 'version', /^\d{1,4}$/);
    const indicator = this.match(fields, 'indicator', /^R[12]$/);
    const reviewDate = this.match(fields, 'reviewDate', /^\d{4}-\d\d-\d\d$/);
    if (reviewDate && Number.isNaN(Date.parse(reviewDate))) {
      this.refuse(
        offsetOf(fields.get('reviewDate')),
        'CORRIDOR_FORM',
        'fecha imposible',
        'impossible date',
      );
    }
    const texts = TEXTS.map((key) => this.match(fields, key, /^[^<>{}$`]{3,300}$/));
    const modes = this.list(fields.get('modes'), /^[a-zA-Z]+$/).filter((mode) => {
      if (MODES.includes(mode)) return true;
      this.refuse(
        offsetOf(fields.get('modes')),
        'CORRIDOR_FORM',
        `modo desconocido ${mode}`,
        `unknown mode ${mode}`,
      );
      return false;
    });
    const title = this.bilingual(fields.get('title'));
    const nodes = this.nodes(fields.get('nodes'));
    if (this.problems.length > 0) return undefined;
    const [source = '', legalBasis = '', necessity = '', owner = ''] = texts;
    return {
      id,
      version,
      indicator: indicator as Corridor['indicator'],
      title,
      source,
      legalBasis,
      necessity,
      owner,
      reviewDate,
      modes: modes as Mode[],
      nodes,
    };
  }

  private nodes(value: unknown): CorridorNode[] {
    const items: unknown[] = isSeq(value) ? value.items : [];
    if (items.length < 3 || items.length > 8) {
      this.refuse(
        offsetOf(value),
        'CORRIDOR_TOO_WIDE',
        'un corredor tiene de tres a ocho pasos',
        'a corridor has three to eight steps',
      );
    }
    return items.map((item, index) => this.node(item, index)).filter((node) => node !== undefined);
  }

  private node(item: unknown, index: number): CorridorNode | undefined {
    const fields = this.fields(item, NODE_KEYS, index === 0 ? ['name'] : ['name', 'within']);
    if (!fields) return undefined;
    const places = this.list(fields.get('places'), /^([A-Z]{3}|[A-Z]{5}|[A-Z]{2}[A-Z2-9]{3})$/);
    const countries = this.list(fields.get('countries'), /^[A-Z]{2}$/);
    const at = offsetOf(item);
    if (places.length > 0 === countries.length > 0) {
      this.refuse(
        at,
        'CORRIDOR_FORM',
        'un paso tiene lugares o países',
        'a step has places or countries',
      );
    }
    if (index === 0 && (countries.length > 0 || places.length > MAX_FIRST_PLACES)) {
      this.refuse(
        at,
        'CORRIDOR_TOO_WIDE',
        'el primer paso es una lista corta de lugares: un país entero equivaldría a la nacionalidad',
        'the first step is a short list of places: a whole country would stand in for nationality',
      );
    }
    if (index === 0 && fields.has('within')) {
      this.refuse(
        at,
        'CORRIDOR_FORM',
        'el primer paso no tiene plazo',
        'the first step has no window',
      );
    }
    const name = this.bilingual(fields.get('name'));
    if (index === 0) return { name, places, countries };
    return { name, places, countries, withinMs: this.window(fields) };
  }

  private window(fields: Map<string, unknown>): number {
    const [, count = '', unit] =
      /^(\d{1,4})([dh])$/.exec(this.match(fields, 'within', /^\d{1,4}[dh]$/)) ?? [];
    const withinMs = Number(count) * (unit === 'h' ? HOUR_MS : DAY_MS);
    if (withinMs <= 0 || withinMs > MAX_WINDOW_MS) {
      this.refuse(
        offsetOf(fields.get('within')),
        'CORRIDOR_TOO_WIDE',
        'plazo de 1 h a 60 d',
        'window of 1 h to 60 d',
      );
    }
    return withinMs;
  }

  private bilingual(value: unknown): { es: string; en: string } {
    const fields = this.fields(value, ['es', 'en'], ['es', 'en']);
    if (!fields) return { es: '', en: '' };
    const form = /^[\p{L}\p{M}\d .,'–-]{2,80}$/u;
    return { es: this.match(fields, 'es', form), en: this.match(fields, 'en', form) };
  }

  private list(value: unknown, form: RegExp): string[] {
    if (value === undefined) return [];
    if (!isSeq(value) || value.items.length === 0 || value.items.length > 60) {
      this.refuse(offsetOf(value), 'CORRIDOR_FORM', 'se espera una lista', 'a list is expected');
      return [];
    }
    return value.items.map((item) => {
      const text = isScalar(item) ? String(item.value) : '';
      if (!form.test(text)) {
        this.refuse(
          offsetOf(item),
          'CORRIDOR_FORM',
          `código inválido «${text}»`,
          `invalid code "${text}"`,
        );
      }
      return text;
    });
  }

  private match(fields: Map<string, unknown>, key: string, form: RegExp): string {
    const value = fields.get(key);
    const text = isScalar(value) ? String(value.value) : '';
    if (fields.has(key) && !form.test(text)) {
      this.refuse(
        offsetOf(value),
        'CORRIDOR_FORM',
        `valor inválido en ${key}`,
        `invalid value of ${key}`,
      );
    }
    return text;
  }

  private fields(
    value: unknown,
    allowed: readonly string[],
    required: readonly string[],
  ): Map<string, unknown> | undefined {
    if (!isMap(value)) {
      this.refuse(offsetOf(value), 'CORRIDOR_FORM', 'se espera un mapa', 'a map is expected');
      return undefined;
    }
    const fields = new Map<string, unknown>();
    for (const pair of value.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '?';
      if (allowed.includes(key)) fields.set(key, pair.value);
      else
        this.refuse(
          offsetOf(pair.key),
          'CORRIDOR_UNKNOWN_KEY',
          `clave desconocida ${key}`,
          `unknown key ${key}`,
        );
    }
    for (const key of required) {
      if (!fields.has(key))
        this.refuse(offsetOf(value), 'CORRIDOR_MISSING', `falta ${key}`, `${key} is missing`);
    }
    return fields;
  }

  private refuse(offset: number, code: string, es: string, en: string): void {
    const line = Math.max(1, this.lines.linePos(offset).line);
    this.problems.push({ code, severity: 'error', text: { es, en }, file: this.file, line });
  }
}

const offsetOf = (node: unknown): number => {
  const range = (node as { range?: readonly number[] } | undefined)?.range;
  return range?.[0] ?? 0;
};
