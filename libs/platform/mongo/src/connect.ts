import os from 'node:os';
import mongoose, { type Connection } from 'mongoose';

export interface MongoOptions {
  uri: string;
  database: string;
  /** Shown in the server's own logs and in `currentOp`. */
  appName: string;
  serverSelectionTimeoutMs?: number;
}

/**
 * Opens a connection whose writes are acknowledged by a majority and journalled, and whose reads see
 * only such writes: said here once, explicitly, and nowhere else. Rejects when the server is not a
 * replica set member, because then no such promise could be kept.
 */
export const connectMongo = async (options: MongoOptions): Promise<Connection> => {
  const connection = await mongoose
    .createConnection(options.uri, {
      dbName: options.database,
      appName: options.appName,
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5000,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 15_000 },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      retryWrites: true,
      maxPoolSize: 20,
      autoIndex: false,
      autoCreate: false,
      // Without it, jest's module registry hides `os` from the driver and the handshake fails.
      runtimeAdapters: { os },
    })
    .asPromise();
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (!hello?.['setName']) {
    await connection.close();
    throw new Error('MongoDB is not a replica set: majority, journalled writes need one');
  }
  return connection;
};

/** Resolves when the server answers, rejects otherwise: for the readiness probe. */
export const pingMongo = async (connection: Connection): Promise<void> => {
  await connection.db?.admin().command({ ping: 1 }, { timeoutMS: 2000 });
};
