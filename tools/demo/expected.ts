/** What the demonstration must show, by surname on the lists. */
export interface ExpectedAlert {
  surname: string;
  kind: 'listMatch' | 'indicators' | 'protection';
  why: string;
}

const corridor = (surname: string, route: string): ExpectedAlert => ({
  surname,
  kind: 'indicators',
  why: `${route}, then north by bus, and one phone on four separate bookings`,
});

/** Every alert that must arrive; any other is a fault. */
export const EXPECTED_ALERTS: readonly ExpectedAlert[] = [
  { surname: 'VASNETSOVSKIY', kind: 'listMatch', why: 'a listed person under a variant spelling' },
  { surname: 'KINTAVALE SEGUROLLA', kind: 'listMatch', why: 'a listed passport number' },
  { surname: 'FUNES ALVARENGA', kind: 'listMatch', why: 'a passport reported stolen' },
  corridor('GURUNGSETH', 'Moscow–Havana'),
  corridor('THAPALIYAN', 'Moscow–Havana'),
  corridor('MBARGA FOUDA', 'Moscow–Havana'),
  corridor('ASANTEWAAH', 'Moscow–Havana'),
  corridor('OKAFORDIKE', 'Amsterdam–Quito'),
  corridor('DIALLO BARRY', 'Amsterdam–Quito'),
  corridor('TESFAGIORGIS', 'Amsterdam–Quito'),
  corridor('HUSSAIN MIAH', 'Amsterdam–Quito'),
  { surname: 'ZELAYA MONTOYA', kind: 'protection', why: 'a child who travels alone' },
];

/** Travellers on a corridor without a second family: route matches for analysts, no alert. */
export const EXPECTED_ROUTE_MATCHES: readonly string[] = ['KARKIDEL', 'VAN DER MEERSCHOT'];
