import os from 'node:os';
import { mongo } from 'mongoose';

const ALREADY_INITIALISED = 23;

/**
 * Makes a lone mongod the primary of a replica set of one. `member` is the address under which the
 * server knows itself. Rejects when it is no primary after `timeoutMs`.
 */
export const initiateReplicaSet = async (
  address: string,
  member: string,
  timeoutMs: number,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  const client = new mongo.MongoClient(`mongodb://${address}/?directConnection=true`, {
    serverSelectionTimeoutMS: timeoutMs,
    // Without it, jest's module registry hides `os` from the driver and the handshake fails.
    runtimeAdapters: { os },
  });
  try {
    const admin = client.db('admin');
    await admin
      .command({ replSetInitiate: { _id: 'vigia', members: [{ _id: 0, host: member }] } })
      .catch((error: unknown) => {
        const { code } = error as { code?: unknown };
        if (code !== ALREADY_INITIALISED) throw error;
      });
    while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) {
      if (Date.now() > deadline) throw new Error(`MongoDB on ${address} did not become primary`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await client.close();
  }
};
