import { mongo } from 'mongoose';
import { isDuplicateKey, isTransient } from './errors';

const said = (code: number, message = ''): Error => new mongo.MongoServerError({ code, message });

describe('an error of MongoDB', () => {
  it.each([
    [10107, 'a primary that has become a secondary'],
    [189, 'a primary that has stepped down'],
    [91, 'a server that shuts down'],
  ])('passes by with code %i, from %s', (code) => expect(isTransient(said(code))).toBe(true));

  it.each([
    [121, 'a document that breaks the rules of its collection'],
    [11000, 'a key that exists already'],
  ])('stays with code %i, for %s', (code) => expect(isTransient(said(code))).toBe(false));

  it('may tell that a key exists already', () => {
    expect(isDuplicateKey(said(11000))).toBe(true);
    expect(isDuplicateKey(said(121))).toBe(false);
  });
});
