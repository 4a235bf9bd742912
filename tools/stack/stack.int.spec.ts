import os from 'node:os';
import { mongo } from 'mongoose';

describe('the stack', () => {
  it('offers MongoDB as a replica set with a primary', async () => {
    const client = new mongo.MongoClient(process.env['MONGODB_URI'] ?? '', {
      serverSelectionTimeoutMS: 5000,
      runtimeAdapters: { os },
    });
    try {
      const hello = await client.db('admin').command({ hello: 1 });
      expect(hello).toMatchObject({ isWritablePrimary: true, setName: expect.any(String) });
    } finally {
      await client.close();
    }
  });
});
