import { EMPTY_LIST, type ListedTraveller } from '@vigia/formats';
import { listOfStored, storedList } from './stored-list';
import type { ListDocument } from './lists';

const traveller: ListedTraveller = {
  ...{ id: 'tr_1', list: 'passengers', role: 'passenger', version: 3 },
  ...{ keys: 'uA dB', marks: '....aaaaa.' },
};

const list: ListDocument = {
  ...{ _id: 'CM:1:2026-01-01', carrierId: 'CM', version: 3, until: new Date(0) },
  state: {
    ...{ ...EMPTY_LIST, version: 3 },
    travellers: [traveller, { ...traveller, id: 'tr_2', preparedAt: '2026-01-01T10:00' }],
    gone: [{ ...traveller, id: 'tr_3', role: 'crew', list: 'crew', keys: '' }],
  },
  trip: {
    carrier: { code: 'CM', scheme: 'IATA' },
    conveyance: { mode: 'air', journeyId: '1' },
    itinerary: [],
  },
};

describe('a stored list', () => {
  it('gives back who is on it and who has gone', () => {
    expect(listOfStored(storedList(list))).toEqual(list);
  });

  it('may be empty', () => {
    const empty = { ...list, state: EMPTY_LIST };
    expect(listOfStored(storedList(empty))).toEqual(empty);
  });
});
