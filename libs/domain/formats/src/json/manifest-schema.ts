const text = { type: 'string', minLength: 1 } as const;
const state = {
  type: 'string',
  pattern: '^[A-Za-z]{1,3}$',
  description: 'ISO 3166-1 alpha-2 or alpha-3, or a code of ICAO Doc 9303 part 3 section 5',
} as const;
const date = { type: 'string', format: 'date' } as const;
const localTime = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$',
  description: 'local time of the place, without offset',
} as const;

const list = <T>(items: T) => ({ type: 'array', items }) as const;
const object = <T extends Record<string, unknown>>(required: string[], properties: T) =>
  ({ type: 'object', required, properties, additionalProperties: false }) as const;

const place = {
  anyOf: [
    { type: 'string', description: 'IATA (3 letters), UN/LOCODE (5) or a name' },
    object([], {
      code: text,
      scheme: { enum: ['IATA', 'UNLOCODE', 'LOCAL'] },
      name: text,
      country: { type: 'string', pattern: '^[A-Z]{2,3}$' },
      role: { enum: ['lastDeparture', 'firstArrival', 'stop', 'final'] },
    }),
  ],
} as const;

const contact = object(['kind', 'value'], { kind: { enum: ['phone', 'email'] }, value: text });

const document = object(['number'], {
  type: { type: 'string', description: 'P, I, A, C, V, F, L, T, IP, AC or U' },
  number: text,
  issuer: state,
  issuePlace: text,
  issued: date,
  expires: date,
});

const traveller = object(['name'], {
  seq: { type: 'integer', minimum: 1 },
  role: { enum: ['passenger', 'crew'], default: 'passenger' },
  inTransit: { type: 'boolean', default: false },
  name: object(['surname'], {
    surname: text,
    given: text,
    middle: text,
    mononym: { type: 'boolean' },
    split: { enum: ['given', 'assumed'] },
    raw: text,
  }),
  gender: { enum: ['M', 'F', 'X', 'U'] },
  dateOfBirth: { type: 'string', pattern: '^\\d{4}(-\\d\\d-\\d\\d)?$' },
  birthPlace: text,
  nationality: state,
  residence: state,
  address: object([], {
    street: text,
    city: text,
    region: text,
    postcode: text,
    country: text,
  }),
  embark: place,
  disembark: place,
  clearancePort: place,
  documents: list(document),
  visas: list(document),
  refs: object([], {
    locator: text,
    unique: text,
    seat: text,
    agency: text,
    customer: text,
    ticket: text,
    personId: text,
  }),
  bags: object([], {
    count: { type: 'integer', minimum: 0 },
    weightKg: { type: 'number', minimum: 0 },
    tags: list(object(['first'], { first: text, count: { type: 'integer', minimum: 1 } })),
  }),
  verified: { type: 'boolean' },
  crewRole: text,
  contacts: list(contact),
  mrz: {
    anyOf: [text, list(text)],
    description: 'lines of the machine-readable zone; compared with the typed fields',
  },
  extra: list(text),
});

/** JSON Schema (2020-12) of a manifest as carriers send it: the canonical shape less `source`. */
export const manifestJsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Manifest',
  ...object(['carrier', 'conveyance', 'itinerary', 'travellers'], {
    source: { type: 'object', description: 'tolerated; only `part` is taken' },
    listType: {
      enum: ['passengers', 'crew', 'masterCrew', 'flightStatus', 'gatePass'],
      default: 'passengers',
    },
    function: text,
    transactionRef: object(['id'], { id: text, revision: text }),
    reporter: object([], { name: text, contacts: list(contact) }),
    carrier: object(['code'], {
      code: text,
      scheme: { enum: ['IATA', 'ICAO', 'LOCAL'] },
      name: text,
    }),
    conveyance: object(['journeyId'], {
      mode: { enum: ['air', 'road', 'rail', 'sea', 'inlandWater'] },
      journeyId: text,
      number: text,
      vehicle: object([], { id: text, name: text, nationality: text }),
    }),
    itinerary: list(
      object(['from', 'to'], {
        seq: { type: 'integer' },
        stage: { enum: ['main', 'overflight', 'border'], default: 'main' },
        from: place,
        to: place,
        departureLocal: localTime,
        arrivalLocal: localTime,
      }),
    ),
    travellers: { ...list(traveller), maxItems: 20_000 },
    controlTotals: object([], {
      passengers: { type: 'integer', minimum: 0 },
      crew: { type: 'integer', minimum: 0 },
    }),
    warnings: { type: 'array', description: 'tolerated and not taken' },
    extra: list(text),
  }),
} as const;
