import { noneOf } from './none-of';

describe('the condition that a document is none of those read', () => {
  it('names those together that were alike', () => {
    const read = [
      { _id: 'a', order: '1', boarding: null },
      { _id: 'b', order: '2', boarding: null },
      { _id: 'c', order: '1', boarding: null },
    ];
    expect(noneOf(read)).toEqual({
      $nor: [
        { order: '1', boarding: null, _id: { $in: ['a', 'c'] } },
        { order: '2', boarding: null, _id: { $in: ['b'] } },
      ],
    });
  });

  it('is no condition where nothing was read', () => expect(noneOf([])).toEqual({}));
});
