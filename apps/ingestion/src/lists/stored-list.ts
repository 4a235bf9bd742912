import type { ListedTraveller, ListState } from '@vigia/formats';
import type { ListDocument } from './lists';

/**
 * A list as MongoDB holds it. Its travellers are one text, a line for each: nobody asks for one of
 * them, and a thousand small fields cost the server and the driver many times what a text does.
 */
export interface StoredList extends Omit<ListDocument, 'state'> {
  state: Omit<ListState, 'travellers' | 'gone'>;
  travellers: string;
  gone: string;
}

export const storedList = ({ state, ...list }: ListDocument): StoredList => {
  const { travellers, gone, ...rest } = state;
  return { ...list, state: rest, travellers: textOf(travellers), gone: textOf(gone) };
};

export const listOfStored = ({ state, travellers, gone, ...list }: StoredList): ListDocument => ({
  ...list,
  state: { ...state, travellers: travellersOf(travellers), gone: travellersOf(gone) },
});

/** No part of a line but the keys, which stand last, has a blank in it. */
const textOf = (travellers: readonly ListedTraveller[]): string => {
  let text = '';
  for (const { id, role, list, version, preparedAt = '', marks, keys } of travellers) {
    text += `${id} ${role} ${list} ${version} ${preparedAt} ${marks} ${keys}\n`;
  }
  return text;
};

const travellersOf = (text: string): ListedTraveller[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [id = '', role, list, version, preparedAt, marks = '', ...keys] = line.split(' ');
      return {
        id,
        marks,
        keys: keys.join(' '),
        version: Number(version),
        role: role as ListedTraveller['role'],
        list: list as ListedTraveller['list'],
        ...(preparedAt && { preparedAt }),
      };
    });
