import { bulkCreate, connectMongo, insertNew, type Connection } from '@vigia/mongo';
import { testStack } from './test-stack';

const MANY = 1200;

describe('documents that are mostly new', () => {
  let connection: Connection;
  beforeAll(async () => {
    const { mongodbUri: uri, database } = testStack();
    connection = await connectMongo({ uri, database, appName: 'test' });
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  const numbered = Array.from({ length: MANY }, (_, index) => ({ _id: `n${index}`, seen: 1 }));

  it('are inserted, however many, and those that were there are told by their places', async () => {
    const collection = connection.collection<{ _id: string; seen: number }>('numbers');
    const places = [3, 499, 500, 1100];
    await insertNew(
      connection.collection('numbers'),
      places.map((place) => ({ ...numbered[place], seen: 0 })),
    );
    const there = await insertNew(connection.collection('numbers'), numbered);
    expect([...there].sort((a, b) => a - b)).toEqual(places);
    expect(await collection.countDocuments({ seen: 1 })).toBe(MANY - places.length);
    expect(await collection.countDocuments({ seen: 0 })).toBe(places.length);
  });

  it('fail where one breaks a rule that is not about its key', async () => {
    await connection.createCollection('ruled', { validator: { seen: { $type: 'string' } } });
    await expect(insertNew(connection.collection('ruled'), numbered.slice(0, 2))).rejects.toThrow(
      'failed validation',
    );
  });

  it('become what their upserts say where they were there', async () => {
    const collection = connection.collection('upserted');
    const creation = (seen: number) => ({
      document: { _id: 'one', seen },
      otherwise: () => ({
        updateOne: { filter: { _id: 'one' as never }, update: { $inc: { seen } }, upsert: true },
      }),
    });
    expect(await bulkCreate(collection, [creation(1)])).toEqual([]);
    expect(await bulkCreate(collection, [creation(2)])).toEqual([0]);
    expect(await collection.findOne({ _id: 'one' as never })).toEqual({ _id: 'one', seen: 3 });
  });

  it('are written to a majority and the journal, as everything is', async () => {
    await connection.db?.command({ profile: 2 });
    await insertNew(connection.collection('promised'), [{ _id: 'one' }]);
    await connection.db?.command({ profile: 0 });
    const profiled = await connection
      .collection('system.profile')
      .findOne({ op: 'insert', 'command.insert': 'promised' });
    expect(profiled?.['command']).toMatchObject({ writeConcern: { w: 'majority', j: true } });
  });
});
