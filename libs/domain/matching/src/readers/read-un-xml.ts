import { alpha3 } from '../countries';
import type { Entry, EntryName, ListedDocument } from '../entry';
import { readDate } from './read-date';
import {
  collectList,
  entryRow,
  problemRow,
  type ListReader,
  type ListRow,
  type ReadList,
} from './read-list';
import { XmlElements, type XmlElement } from './xml-elements';

/**
 * Reads the individuals of the United Nations Security Council's consolidated list in its XML form,
 * piece by piece (elements INDIVIDUAL with FIRST_NAME … FOURTH_NAME, INDIVIDUAL_ALIAS,
 * INDIVIDUAL_DATE_OF_BIRTH, INDIVIDUAL_DOCUMENT, NATIONALITY). Entities are skipped and counted. A
 * file that does not end in its closing element is reported as cut; one with a document type
 * declaration is refused. `row` counts individuals.
 */
export const unXmlReader = (listId: string): ListReader => {
  const elements = new XmlElements(new Set(['INDIVIDUAL', 'ENTITY']));
  let row = 0;
  const read = (element: XmlElement): ListRow[] => {
    if (element.name === 'ENTITY') return [{ kind: 'skipped' }];
    row += 1;
    return individualRows(element, row, listId);
  };
  return {
    push: (text) => elements.push(text).flatMap(read),
    end: () => {
      const refuse = (code: 'LIST_FILE_FORBIDDEN' | 'LIST_FILE_CUT'): ListRow[] => [
        problemRow(code, row + 1, { refused: true }),
      ];
      if (elements.problem) return refuse('LIST_FILE_FORBIDDEN');
      return elements.isClosed ? [] : refuse('LIST_FILE_CUT');
    },
  };
};

/** As `unXmlReader`, for a text as a whole. */
export const readUnXml = (text: string, listId: string): ReadList => {
  const reader = unXmlReader(listId);
  return collectList([...reader.push(text), ...reader.end()]);
};

const individualRows = (individual: XmlElement, row: number, listId: string): ListRow[] => {
  const entryId = value(individual, 'REFERENCE_NUMBER') ?? value(individual, 'DATAID');
  const names = namesOf(individual);
  if (!entryId) {
    const note = { refused: true, field: 'REFERENCE_NUMBER' };
    return [problemRow('LIST_ROW_BROKEN', row, note)];
  }
  if (names.length === 0) {
    const note = { refused: true, entryId, field: 'FIRST_NAME' };
    return [problemRow('LIST_ROW_WITHOUT_NAME', row, note)];
  }
  const dates = elements(individual, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap(datesOf);
  const note = { detail: entryId, entryId, field: 'INDIVIDUAL_DATE_OF_BIRTH' };
  const noted = dates.includes(undefined) ? [problemRow('LIST_DATE_UNREADABLE', row, note)] : [];
  const sex = value(individual, 'GENDER')?.toLowerCase();
  const listType = value(individual, 'UN_LIST_TYPE');
  const entry: Entry = {
    entryId,
    listId,
    kind: 'person',
    names,
    datesOfBirth: [...new Set(dates.filter((date) => date !== undefined))],
    nationalities: elements(individual, 'NATIONALITY')
      .flatMap((nationality) => elements(nationality, 'VALUE').map(({ text }) => text))
      .filter(Boolean)
      .map(alpha3),
    documents: elements(individual, 'INDIVIDUAL_DOCUMENT').flatMap(documentOf),
    ...(sex === 'male' ? { sex: 'M' } : sex === 'female' ? { sex: 'F' } : {}),
    ...(listType ? { programmes: [listType] } : {}),
  };
  return [...noted, entryRow(entry, row)];
};

const namesOf = (individual: XmlElement): EntryName[] => {
  const parts = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];
  const full = parts
    .map((part) => value(individual, part))
    .filter(Boolean)
    .join(' ');
  const original = value(individual, 'NAME_ORIGINAL_SCRIPT');
  const aliases = elements(individual, 'INDIVIDUAL_ALIAS').flatMap((alias): EntryName[] => {
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

const datesOf = (born: XmlElement): (string | undefined)[] => {
  const [from, to] = [value(born, 'FROM_YEAR'), value(born, 'TO_YEAR')];
  if (from && to) return [readDate(`${from} to ${to}`)];
  const stated = value(born, 'DATE') ?? value(born, 'YEAR');
  if (!stated) return [];
  const isAbout = /approx|circa/i.test(value(born, 'TYPE_OF_DATE') ?? '');
  return [readDate(isAbout ? `circa ${stated.slice(0, 10)}` : stated.slice(0, 10))];
};

const documentOf = (document: XmlElement): ListedDocument[] => {
  const number = value(document, 'NUMBER');
  if (!number || !/\d/.test(number)) return [];
  const kind = value(document, 'TYPE_OF_DOCUMENT') ?? value(document, 'TYPE_OF_DOCUMENT2') ?? '';
  const country = value(document, 'ISSUING_COUNTRY') ?? value(document, 'COUNTRY_OF_ISSUE');
  return [
    {
      type: /passport/i.test(kind) ? 'P' : /ident|national/i.test(kind) ? 'I' : 'D',
      number,
      ...(country ? { country: alpha3(country) } : {}),
    },
  ];
};

const elements = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter((child) => child.name === name);

const value = (parent: XmlElement, name: string): string | undefined =>
  elements(parent, name)[0]?.text || undefined;
