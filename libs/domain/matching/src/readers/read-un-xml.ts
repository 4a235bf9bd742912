import { alpha3 } from '../countries';
import type { Entry, EntryName, ListedDocument } from '../entry';
import { readDate } from './read-date';
import { ListCollector, type ReadList } from './read-list';

/**
 * Reads the individuals of the United Nations Security Council's consolidated list in its XML form
 * (elements INDIVIDUAL with FIRST_NAME … FOURTH_NAME, INDIVIDUAL_ALIAS, INDIVIDUAL_DATE_OF_BIRTH,
 * INDIVIDUAL_DOCUMENT, NATIONALITY). Entities are skipped and counted. A file that does not end in
 * its closing element is reported as cut. `row` counts individuals.
 */
export const readUnXml = (text: string, listId: string): ReadList => {
  const list = new ListCollector();
  let row = 0;
  for (const individual of elements(text, 'INDIVIDUAL')) {
    row += 1;
    list.row();
    addIndividual(individual, row, listId, list);
  }
  elements(text, 'ENTITY').forEach(() => {
    list.row();
    list.skip();
  });
  if (!/<\/CONSOLIDATED_LIST>\s*$/.test(text)) {
    list.row();
    list.problem('LIST_ROW_BROKEN', row + 1, { refused: true });
  }
  return list.done();
};

const addIndividual = (xml: string, row: number, listId: string, list: ListCollector): void => {
  const entryId = value(xml, 'REFERENCE_NUMBER') ?? value(xml, 'DATAID');
  const names = namesOf(xml);
  if (!entryId || names.length === 0) {
    const code = entryId ? 'LIST_ROW_WITHOUT_NAME' : 'LIST_ROW_BROKEN';
    list.problem(code, row, { refused: true });
    return;
  }
  const dates = elements(xml, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap(datesOf);
  if (dates.includes(undefined)) list.problem('LIST_DATE_UNREADABLE', row, { detail: entryId });
  const sex = value(xml, 'GENDER')?.toLowerCase();
  const listType = value(xml, 'UN_LIST_TYPE');
  const entry: Entry = {
    entryId,
    listId,
    kind: 'person',
    names,
    datesOfBirth: [...new Set(dates.filter((date) => date !== undefined))],
    nationalities: elements(xml, 'NATIONALITY')
      .flatMap((nationality) => elements(nationality, 'VALUE').map(decode))
      .filter(Boolean)
      .map(alpha3),
    documents: elements(xml, 'INDIVIDUAL_DOCUMENT').flatMap(documentOf),
    ...(sex === 'male' ? { sex: 'M' } : sex === 'female' ? { sex: 'F' } : {}),
    ...(listType ? { programmes: [listType] } : {}),
  };
  list.add(entry, row);
};

const namesOf = (xml: string): EntryName[] => {
  const own = withoutAliases(xml);
  const parts = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];
  const full = parts
    .map((part) => value(own, part))
    .filter(Boolean)
    .join(' ');
  const original = value(own, 'NAME_ORIGINAL_SCRIPT');
  const aliases = elements(xml, 'INDIVIDUAL_ALIAS').flatMap((alias): EntryName[] => {
    const name = value(alias, 'ALIAS_NAME');
    const isLow = /low/i.test(value(alias, 'QUALITY') ?? '');
    return name ? [{ full: name, quality: isLow ? 'weak' : 'strong' }] : [];
  });
  return [
    ...(full ? [{ full, quality: 'primary' as const }] : []),
    ...(original ? [{ full: original, quality: 'primary' as const }] : []),
    ...aliases,
  ];
};

const withoutAliases = (xml: string): string =>
  xml.replace(/<INDIVIDUAL_ALIAS>[\s\S]*?<\/INDIVIDUAL_ALIAS>/g, '');

const datesOf = (xml: string): (string | undefined)[] => {
  const [from, to] = [value(xml, 'FROM_YEAR'), value(xml, 'TO_YEAR')];
  if (from && to) return [readDate(`${from} to ${to}`)];
  const stated = value(xml, 'DATE') ?? value(xml, 'YEAR');
  if (!stated) return [];
  const isAbout = /approx|circa/i.test(value(xml, 'TYPE_OF_DATE') ?? '');
  return [readDate(isAbout ? `circa ${stated.slice(0, 10)}` : stated.slice(0, 10))];
};

const documentOf = (xml: string): ListedDocument[] => {
  const number = value(xml, 'NUMBER');
  if (!number || !/\d/.test(number)) return [];
  const kind = value(xml, 'TYPE_OF_DOCUMENT') ?? value(xml, 'TYPE_OF_DOCUMENT2') ?? '';
  const country = value(xml, 'ISSUING_COUNTRY') ?? value(xml, 'COUNTRY_OF_ISSUE');
  return [
    {
      type: /passport/i.test(kind) ? 'P' : /ident|national/i.test(kind) ? 'I' : 'D',
      number,
      ...(country ? { country: alpha3(country) } : {}),
    },
  ];
};

/** Contents of every element of this name; the list nests none of them in itself. */
const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    (match) => match[1] ?? '',
  );

const value = (xml: string, name: string): string | undefined => {
  const content = elements(xml, name)[0];
  return content === undefined ? undefined : decode(content) || undefined;
};

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const decode = (text: string): string =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return NAMED[name] ?? whole;
      const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/\s+/g, ' ')
    .trim();
