/** What a scan of XML tells: tags as they open and close, and the text behind them. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close?(name: string): void;
  text?(text: string): void;
}

const [SLASH, QUESTION, EXCLAMATION] = [47, 63, 33];
/** More tags than this no list needs, and no reader gets through them in a second. */
const MOST_TAGS = 5_000_000;
/** A single tag or text longer than this is no spreadsheet. */
const LONGEST_PIECE = 256 * 1024;
const PIECE = /<([^<>]*)>([^<]*)/g;

/** The XML holds a tag or a text beyond any sense. */
export class XmlTooLong extends Error {}

/**
 * Scans XML in pieces, as far as spreadsheets need it: no entities but the five and numbers, no
 * external references, nothing kept. Namespace prefixes are dropped.
 */
export const xmlScanner = (
  handler: XmlHandler,
  mostTags = MOST_TAGS,
): { push: (text: string) => void; end: () => void } => {
  let rest = '';
  let tags = 0;
  const scan = (text: string): void => {
    PIECE.lastIndex = 0;
    for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
      const tag = match[1] ?? '';
      tags += 1;
      if (tags > mostTags) throw new XmlTooLong();
      piece(tag, handler);
      if (match[2]) handler.text?.(unescapeXml(match[2]));
    }
  };
  return {
    push: (text) => {
      const all = rest + text;
      const cut = all.lastIndexOf('<');
      if (cut < 0) rest = all;
      else {
        scan(all.slice(0, cut));
        rest = all.slice(cut);
      }
      if (rest.length > LONGEST_PIECE) throw new XmlTooLong();
    },
    end: () => scan(rest),
  };
};

const piece = (tag: string, handler: XmlHandler): void => {
  const first = tag.charCodeAt(0);
  if (Number.isNaN(first) || first === QUESTION || first === EXCLAMATION) return;
  if (first === SLASH) return handler.close?.(localName(tag.slice(1)));
  const selfClosing = tag.charCodeAt(tag.length - 1) === SLASH;
  let end = 0;
  while (end < tag.length && tag.charCodeAt(end) > 32 && tag.charCodeAt(end) !== SLASH) end += 1;
  const name = localName(tag.slice(0, end));
  handler.open(name, end === tag.length ? '' : tag.slice(end));
  if (selfClosing) handler.close?.(name);
};

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return (colon < 0 ? name : name.slice(colon + 1)).trim();
};

/** One attribute out of the text of a tag. */
export const attribute = (attributes: string, name: string): string | undefined => {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = at === 0 ? ' ' : (attributes[at - 1] ?? ' ');
    if (!/[\s:]/.test(before)) continue;
    let open = at + name.length;
    while (attributes[open] === ' ') open += 1;
    if (attributes[open] !== '=') continue;
    do open += 1;
    while (attributes[open] === ' ');
    const quote = attributes[open];
    if (quote !== '"' && quote !== "'") continue;
    const close = attributes.indexOf(quote, open + 1);
    return close < 0 ? undefined : unescapeXml(attributes.slice(open + 1, close));
  }
  return undefined;
};

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
        (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
          if (name) return NAMED[name.toLowerCase()] ?? whole;
          const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
          return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
        },
      )
    : text;
