import { codecOf, TOPICS } from '@vigia/contracts';
import { connectMongo, type Connection } from '@vigia/mongo';
import { contactKeyOf } from '../src/contact-key';
import { ReadModel } from '../src/read-model';
import { assessedPart, toldJourney } from '../src/rows/assessed-part';
import { listedRows } from '../src/rows/listed-changes';
import { derive, ownersOf } from '../src/rows/derive-journey';
import { assessmentRow, type AssessmentRow } from '../src/rows/assessments';
import { packVersion } from '../src/rows/pack-version';
import type { JourneyRow, StoredRow, TravellerRow } from '../src/rows/row';
import { inventHistory, type History } from './invent-history';
import { chance } from './stories';

const codec = codecOf(TOPICS.travellerAssessed);

/** What the benchmark asks this program for, as one JSON argument. */
export interface LoadWish {
  uri: string;
  database: string;
  legs: number;
  contactKey: string;
  /** Milliseconds after which loading ends, with what is loaded by then. */
  mostMs: number;
}

/** What was loaded; `sample` names some travellers whose journeys follow a corridor. */
export interface Loaded {
  legs: number;
  journeys: number;
  loadMs: number;
  indexMs: number;
  dataBytes: number;
  storageBytes: number;
  indexBytes: number;
  sample: string[];
}

/** Travellers that are invented; the rest are copies of them with ids and documents of their own. */
const INVENTED = 15_000;
const BASE = {
  travellers: 'baseTravellers',
  journeys: 'baseJourneys',
  assessments: 'baseAssessments',
} as const;
const DAY_MS = 24 * 3600 * 1000;
const DAYS = 150;

/** The documents that the service's own row functions make of a history's events. */
const documentsOf = (
  { lists, assessments }: History,
  contactKey: ReturnType<typeof contactKeyOf>,
): { rows: StoredRow[]; journeys: JourneyRow[]; assessed: AssessmentRow[] } => {
  const rows = new Map<string, TravellerRow>();
  for (const list of lists) {
    for (const { version, ...row } of listedRows(list, contactKey)) {
      rows.set(row._id, {
        ...(row as Omit<StoredRow, 'versions'>),
        listed: { order: version.order, on: true },
        versions: [version],
        assessed: undefined,
      });
    }
  }
  const assessed: AssessmentRow[] = [];
  const journeys = assessments.map((event): JourneyRow => {
    const row = rows.get(event.travellerId);
    if (!row) throw new Error('an assessment of nobody');
    for (const { travellerId } of event.legs) {
      const own = rows.get(travellerId);
      if (!own) continue;
      const theirs = {
        ...event,
        travellerId,
        assessmentId: `${event.assessmentId}:${travellerId}`,
      };
      own.assessed = assessedPart(theirs);
      assessed.push(assessmentRow(theirs, codec.encode(theirs)));
    }
    const journey: JourneyRow = { ...toldJourney(event), revision: 1 };
    return derive(journey, ownersOf([journey]), rows);
  });
  const stored = [...rows.values()].map(({ assessed: part, versions = [], ...row }): StoredRow => {
    const corridors = part?.corridors ?? [];
    const packed = versions.map(packVersion);
    return { ...row, versions: packed, ...(corridors.length > 0 && { corridors }) };
  });
  return { rows: stored, journeys, assessed };
};

/** A text with the copy's number behind it, as MongoDB works it out. */
const mark = (text: string, copy: number): object => ({ $concat: [text, `~${copy}`] });
const each = (input: string, change: (item: string) => object): object => ({
  $map: { input, as: 'it', in: change('$$it') },
});
const marked = (input: string, copy: number): object => each(input, (item) => mark(item, copy));
const replaced = (input: object, find: object | string, replacement: object | string): object => ({
  $replaceAll: { input, find, replacement },
});

/** Copies everybody loaded so far: other people with the same trips, made inside the database. */
const copyAll = async (connection: Connection, copy: number): Promise<void> => {
  const options = { allowDiskUse: true, writeConcern: { w: 1, journal: false } };
  // In the packed version the ids of the traveller and of the legs, the document and the name's key.
  const document = { $first: '$keys' };
  const version = replaced(
    replaced(replaced({ $first: '$versions' }, '$_id', mark('$_id', copy)), document, {
      $concat: [document, `~${copy}`],
    }),
    '"n:',
    `"n:~${copy}`,
  );
  const travellers = [
    {
      $set: {
        _id: mark('$_id', copy),
        keys: marked('$keys', copy),
        nodes: marked('$nodes', copy),
        versions: [version],
      },
    },
    { $merge: { into: 'travellers', whenMatched: 'keepExisting' } },
  ];
  const journeys = [
    {
      $set: {
        _id: mark('$_id', copy),
        lead: mark('$lead', copy),
        travellerIds: marked('$travellerIds', copy),
        own: marked('$own', copy),
      },
    },
    { $merge: { into: 'journeys', whenMatched: 'keepExisting' } },
  ];
  // The record itself stays as it is: what rows show of it is not told by its ids.
  const assessments = [
    { $set: { _id: mark('$_id', copy), travellerId: mark('$travellerId', copy) } },
    { $merge: { into: 'assessments', whenMatched: 'keepExisting' } },
  ];
  await connection.collection(BASE.assessments).aggregate(assessments, options).toArray();
  await connection.collection(BASE.travellers).aggregate(travellers, options).toArray();
  await connection.collection(BASE.journeys).aggregate(journeys, options).toArray();
};

const load = async (wish: LoadWish): Promise<Loaded> => {
  const { uri, database, legs, contactKey, mostMs } = wish;
  const connection = await connectMongo({ uri, database, appName: 'bench' });
  const model = new ReadModel(connection);
  const notes = connection.collection<Loaded & { _id: string }>('benchNotes');
  const before = await notes.findOne({ _id: 'loaded' });
  if (before) {
    await connection.close();
    return before;
  }
  const began = performance.now();
  const wished = { first: 0, travellers: INVENTED, from: Date.now() - DAYS * DAY_MS, days: DAYS };
  const base = documentsOf(inventHistory(chance(20_26), wished), contactKeyOf(contactKey));
  const light = { ordered: false, writeConcern: { w: 1, journal: false } };
  await connection.collection(BASE.travellers).insertMany(base.rows as never[], light);
  await connection.collection(BASE.journeys).insertMany(base.journeys as never[], light);
  await connection.collection(BASE.assessments).insertMany(base.assessed as never[], light);
  let copies = 0;
  while (copies * base.rows.length < legs && performance.now() - began < mostMs) {
    copies += 1;
    await copyAll(connection, copies);
    if (copies % 10 === 1) process.send?.({ progress: copies * base.rows.length });
  }
  const leads = base.journeys.flatMap(({ corridors, lead }) =>
    corridors.length > 0 ? [lead] : [],
  );
  const sample = Array.from(
    { length: 200 },
    (_, at) => `${leads[at % leads.length] ?? ''}~${1 + (at % copies)}`,
  );
  for (const name of Object.values(BASE)) await connection.collection(name).drop();
  const loadMs = performance.now() - began;
  await model.ensureIndexes(182);
  const indexMs = performance.now() - began - loadMs;
  const stats = await connection.db?.stats();
  const loaded = {
    ...{ legs: copies * base.rows.length, journeys: copies * base.journeys.length },
    ...{ loadMs, indexMs, sample },
    dataBytes: Number(stats?.['dataSize']),
    storageBytes: Number(stats?.['storageSize']),
    indexBytes: Number(stats?.['indexSize']),
  };
  await notes.insertOne({ _id: 'loaded', ...loaded });
  await connection.close();
  return loaded;
};

load(JSON.parse(process.argv[2] ?? '{}') as LoadWish).then(
  (loaded) => {
    process.send?.({ loaded });
    process.disconnect?.();
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
    process.disconnect?.();
  },
);
