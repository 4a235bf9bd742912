import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError, VigiaApi, type Receipt } from '@vigia/client';
import { TOPICS } from '@vigia/contracts';
import { startServices, type Services, type Stage } from '@vigia/services';
import { MEMBER_STATES } from '@vigia/sharing';
import { startStack } from '@vigia/stack';
import { collectAlerts, type Collected } from './collect-alerts';
import { EXPECTED_ALERTS, EXPECTED_ROUTE_MATCHES } from './expected';
import { printAlert, printRouteMatch, say, step, type RouteMatch } from './print';
import { readSamples, type Sample } from './samples';

const root = process.env['VIGIA_ROOT'] ?? process.cwd();
const samples = join(root, 'tools', 'demo', 'samples');

const HELP = `npm run demo [-- --once]

Starts Kafka, MongoDB and every service, imports watchlists, submits sample passenger
lists, and prints the alerts with their evidence. Stays up until Ctrl-C; with --once it
ends after printing: exit code 0 only if every expected alert arrived and no other.`;

/** Lists first: screening becomes ready when those it needs are loaded. */
const importLists = async (services: Services): Promise<void> => {
  const api = async (state: string): Promise<VigiaApi> =>
    new VigiaApi({
      url: services.processes.watchlist.url,
      token: await services.token({ subject: 'demo', role: 'list-owner', state }),
      timeoutMs: 120_000,
    });
  const read = (path: string): string => readFileSync(path, 'utf8');
  const ofac = join(root, 'data', 'ofac');
  const lists = [
    {
      state: 'usa',
      id: 'ofac-sdn',
      settings: {
        name: 'OFAC SDN, about July 2021: never a live list',
        kind: 'sanctions',
        legalBasis: '31 CFR chapter V (demonstration)',
      },
      body: {
        format: 'ofac',
        files: {
          sdn: read(join(ofac, 'sdn.csv')),
          alt: read(join(ofac, 'alt.csv')),
          comments: read(join(ofac, 'sdn_comments.csv')),
        },
      },
    },
    {
      state: 'pan',
      id: 'muestra-personas',
      settings: {
        name: 'Invented persons',
        kind: 'trafficking',
        legalBasis: 'demonstration',
        sample: true,
      },
      body: {
        format: 'persons-csv',
        files: { list: read(join(samples, 'watchlists', 'personas.csv')) },
      },
    },
    {
      state: 'gtm',
      id: 'muestra-documentos',
      settings: {
        name: 'Invented documents',
        kind: 'documents',
        legalBasis: 'demonstration',
        sample: true,
      },
      body: {
        format: 'documents-csv',
        files: { list: read(join(samples, 'watchlists', 'documentos.csv')) },
      },
    },
  ];
  for (const { state, id, settings, body } of lists) {
    const owner = await api(state);
    await owner.put(`/v1/lists/${id}`, settings);
    const report = await owner.post<{
      added: number;
      changed: number;
      unchanged: number;
      refused: number;
    }>(`/v1/lists/${id}/imports`, body);
    say(
      `  ${id}: ${report.added} entries added, ${report.refused} rows refused (owner ${state.toUpperCase()})`,
    );
  }
};

const submit = async (services: Services, sample: Sample): Promise<Receipt | undefined> => {
  const { name, carrier, contentType, body } = sample;
  const token = await services.token({ subject: 'demo', role: 'carrier', carrier });
  const api = new VigiaApi({ url: services.processes.ingestion.url, token });
  try {
    const receipt = await api.submit({ body, contentType });
    const { accepted, received, refused, findings } = receipt;
    say(
      `  ${name}: ${accepted} of ${received} accepted, ${refused} refused (${receipt.receiptId})`,
    );
    for (const { code, row, text, severity } of findings.filter(
      (one) => one.severity === 'error',
    )) {
      say(`      ${severity} ${code}${row === undefined ? '' : ` row ${row}`}: ${text.es}`);
    }
    return receipt;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { findings = [] } = error.problem as unknown as Partial<Receipt>;
    say(`  ${name}: refused as a whole, ${error.problem.code}`);
    for (const { code, text } of findings.slice(0, 3)) say(`      ${code}: ${text.es}`);
    return undefined;
  }
};

/** The line, group by group: what one publishes is read by the next. */
const STAGES: readonly Stage[] = [
  ['screening', [TOPICS.manifestAccepted]],
  ['exchange', [TOPICS.alertRaised]],
  ['analysis', [TOPICS.travellerAssessed, TOPICS.alertRaised, TOPICS.alertDelivered]],
];
const MOST_MS = 60_000;

const routeMatches = async (services: Services): Promise<RouteMatch[]> => {
  const found = new Map<string, RouteMatch>();
  for (const { id: state } of MEMBER_STATES) {
    const token = await services.token({ subject: 'demo', role: 'analyst', state });
    const api = new VigiaApi({ url: services.processes.analysis.url, token });
    const { items } = await api.get<{ items: RouteMatch[] }>('/v1/route-matches?limit=500');
    for (const item of items) {
      if (item.view === 'full' && item.outcome === 'routeMatch') found.set(item.journeyId, item);
    }
  }
  return [...found.values()];
};

/** Carriers write one surname with and without its blank, and either list may lead an alert. */
const sameName = (one: string, other: string): boolean =>
  one.replaceAll(' ', '') === other.replaceAll(' ', '');

/** Compares what arrived with what must; answers the differences in words. */
const differences = (alerts: readonly Collected[], matches: readonly RouteMatch[]): string[] => {
  const problems: string[] = [];
  const left = [...alerts];
  for (const { surname, kind } of EXPECTED_ALERTS) {
    const at = left.findIndex((one) => one.kind === kind && sameName(one.surname, surname));
    if (at < 0) problems.push(`missing: ${kind} for ${surname}`);
    else left.splice(at, 1);
  }
  for (const { kind, surname } of left) problems.push(`unexpected: ${kind} for ${surname}`);
  for (const surname of EXPECTED_ROUTE_MATCHES) {
    if (!matches.some(({ person }) => sameName(person.surname, surname))) {
      problems.push(`missing: route match for ${surname}`);
    }
  }
  const minor = alerts.find(({ kind }) => kind === 'protection');
  if (minor && minor.enforcementViews.some((view) => view !== 'stub')) {
    problems.push('enforcement sees more than a stub of the child');
  }
  return problems;
};

const demo = async (once: boolean): Promise<number> => {
  const began = Date.now();
  step('Kafka and MongoDB');
  const stack = await startStack({ log: (line) => say(`  ${line}`) });
  let services: Services | undefined;
  const stop = async (): Promise<void> => {
    await services?.stop();
    await stack.stop();
  };
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  try {
    step('Services');
    services = await startServices({
      root,
      kafkaBrokers: stack.kafkaBrokers,
      mongodbUri: stack.mongodbUri,
      run: `demo${randomBytes(3).toString('hex')}`,
      requiredLists: ['ofac-sdn', 'muestra-personas', 'muestra-documentos'],
      memberStates: ['cri'],
      logs: join(root, '.vigia', 'logs'),
    });
    for (const { name, url } of Object.values(services.processes)) say(`  ${name}: ${url}`);
    step('Watchlists');
    await importLists(services);
    await services.ready();
    say('  screening has every list and is ready');

    step('Passenger lists');
    const lists = readSamples(join(samples, 'manifests'), new Date());
    const receipts: (Receipt | undefined)[] = [];
    for (const sample of lists) receipts.push(await submit(services, sample));
    const twice = lists[2];
    const again = twice && (await submit(services, { ...twice, name: `${twice.name} (again)` }));
    const sameReceipt = again?.receiptId === receipts[2]?.receiptId;
    say(sameReceipt ? '  sent twice, one receipt' : '  sent twice, but another receipt');

    step('Alerts');
    await services.drained(STAGES, MOST_MS);
    const alerts = await collectAlerts(services);
    for (const alert of alerts) printAlert(alert);
    step('Route matches for analysts (one family only, no alert)');
    const matches = await routeMatches(services);
    for (const found of matches) printRouteMatch(found);

    const problems = differences(alerts, matches);
    if (!sameReceipt) problems.push('a repeated list got another receipt');
    if (receipts.filter(Boolean).length !== lists.length - 1) {
      problems.push('not exactly one list was refused as a whole');
    }
    step(
      problems.length === 0
        ? `${alerts.length} alerts, all expected and no other, in ${Math.round((Date.now() - began) / 1000)} s`
        : `NOT AS EXPECTED\n  ${problems.join('\n  ')}`,
    );
    if (!once) {
      printTour(services, await services.token({ subject: 'demo', role: 'analyst', state: 'cri' }));
      await interrupted;
    }
    return problems.length === 0 ? 0 : 1;
  } finally {
    say('Stopping …');
    await stop();
  }
};

const printTour = (services: Services, token: string): void => {
  say('\nStill running. Try:');
  for (const { name, url } of Object.values(services.processes))
    say(`  ${name}: ${url}/openapi.json`);
  say(
    `  curl -s -H "Authorization: Bearer ${token}" ${services.processes.analysis.url}/v1/route-matches`,
  );
  say(`  logs: ${services.logs}`);
  say('Ctrl-C stops everything.');
};

if (process.argv.includes('--help')) {
  say(HELP);
} else {
  demo(process.argv.includes('--once')).then(
    (code) => process.exit(code),
    (error: unknown) => {
      say(error instanceof Error ? String(error.stack) : String(error));
      process.exit(1);
    },
  );
}
