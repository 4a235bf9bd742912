import { connectMongo, type Connection } from '@vigia/mongo';

/**
 * Drops the terms after which a service's store forgets: tests tell of fixed days, and once those are
 * past, MongoDB would take away what a test has stored while it runs.
 */
export const forgetNothing = async (connection: Connection): Promise<void> => {
  const collections = (await connection.db?.listCollections().toArray()) ?? [];
  for (const { name } of collections) {
    const collection = connection.collection(name);
    for (const index of await collection.indexes()) {
      if (index.expireAfterSeconds !== undefined && index.name)
        await collection.dropIndex(index.name);
    }
  }
};

/** The same for the store of a service that has its own connection. */
export const forgetNothingIn = async (env: Readonly<Record<string, string>>): Promise<void> => {
  const { MONGODB_URI: uri = '', MONGODB_DATABASE: database = '' } = env;
  const connection = await connectMongo({ uri, database, appName: 'test' });
  try {
    await forgetNothing(connection);
  } finally {
    await connection.close();
  }
};
