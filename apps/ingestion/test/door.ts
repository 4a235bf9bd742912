import os from 'node:os';
import type { ManifestAccepted } from '@vigia/contracts';
import { TOPICS } from '@vigia/contracts';
import type { RunningService } from '@vigia/service';
import { passengerList, type SimulatedList, type Trip } from '@vigia/simulator';
import { serviceTest, type ServiceTest } from '@vigia/testing';
import { createConnection, type Connection } from 'mongoose';
import { ingestionConfig } from '../src/config';
import type { Receipt } from '../src/receipt';
import { startIngestion } from '../src/start';

// Real Kafka and MongoDB on a machine that may be busy with other things.
jest.setTimeout(60_000);

/** An answer of the service; `text` is the body as it came. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  bytes: Buffer;
  body: Receipt & { code: string; id: string; title: string; detail: { es: string; en: string } };
}

interface Call {
  method?: string;
  body?: string | Buffer | FormData;
  headers?: Record<string, string>;
  carrier?: string;
  /** Address of the service; the first instance's by default. */
  url?: string;
}

/** The service with a carrier in front of it and a look at the topics behind it. */
export interface Door {
  test: ServiceTest;
  service: RunningService;
  /** The database of the service, for looking behind it. */
  database: Connection;
  call(path: string, call?: Call): Promise<Answer>;
  /** Submits and expects to be accepted. */
  submit(
    body: string | Buffer,
    headers?: Record<string, string>,
    path?: string,
    url?: string,
  ): Promise<Receipt>;
  accepted(): Promise<ManifestAccepted[]>;
  /** A second instance beside the first. */
  another(): Promise<RunningService>;
  /** Stops the service and starts it anew, with the same database. */
  restart(env?: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

/** Days from now, so that no list is late only because the test is old. */
export const day = (offset: number): string =>
  new Date(Date.now() + offset * 24 * 3_600_000).toISOString().slice(0, 10);

let trips = 0;

/** A bus trip that no other test uses. */
export const aTrip = (more: Partial<Trip> = {}): Trip => ({
  carrier: 'TICABUS',
  mode: 'road',
  journeyId: `TB${(trips += 1)}`,
  from: 'PAPTY',
  to: 'CRSJO',
  departure: `${day(8)}T05:00`,
  arrival: `${day(8)}T21:00`,
  ...more,
});

let seed = 100;

/** A list of new travellers on that trip. */
export const aList = (trip: Trip, size = 3): SimulatedList =>
  passengerList((seed += 1), trip, size);

/** Starts the service on topics and a database of this file alone. */
export const openDoor = async (env: Record<string, string> = {}): Promise<Door> => {
  const test = await serviceTest();
  const start = (more: Record<string, string> = {}): Promise<RunningService> =>
    startIngestion(ingestionConfig({ ...test.env, OUTBOX_GRACE_MS: '300', ...env, ...more }));
  const tokens = new Map<string, string>();
  const tokenOf = async (carrier: string): Promise<string> => {
    const known = tokens.get(carrier) ?? (await test.token({ role: 'carrier', carrier }));
    tokens.set(carrier, known);
    return known;
  };
  const database = await createConnection(test.env['MONGODB_URI'] ?? '', {
    dbName: test.stack.database,
    runtimeAdapters: { os },
  }).asPromise();
  const door: Door = {
    ...{ test, database },
    service: await start(),
    call: async (path, { method, body, headers = {}, carrier = 'TICABUS', url } = {}) => {
      const plain = typeof body === 'string' || Buffer.isBuffer(body);
      const response = await fetch((url ?? door.service.url) + path, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          authorization: `Bearer ${await tokenOf(carrier)}`,
          ...(plain && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : body }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const text = bytes.toString('utf8');
      const json = /^\s*[{[]/.test(text);
      const { status, headers: received } = response;
      const parsed = (json ? JSON.parse(text) : {}) as Answer['body'];
      return { status, headers: received, text, bytes, body: parsed };
    },
    submit: async (body, headers = {}, path = '/v1/manifests', url) => {
      const { status, body: receipt } = await door.call(path, {
        ...{ body, headers },
        ...(url && { url }),
      });
      if (status !== 202) throw new Error(`${status} ${JSON.stringify(receipt)}`);
      return receipt;
    },
    accepted: async () =>
      (await test.records(TOPICS.manifestAccepted)).map(({ value }) => value as ManifestAccepted),
    another: () => start(),
    restart: async (more) => {
      await door.service.stop();
      door.service = await start(more);
    },
    close: async () => {
      await door.service.stop();
      await Promise.all([database.close(), test.close()]);
    },
  };
  return door;
};
