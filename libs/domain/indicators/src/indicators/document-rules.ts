import { documentKey } from '@vigia/manifest';
import { checkDigitWrong } from '../document-check';
import { departureDay } from '../time';
import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import type { Surroundings } from '../surroundings';
import type { TravelDocument, TravelLeg } from '../travel-leg';

/**
 * D1: the document's number and issuer stand on a list of stolen or lost documents, reported
 * before the departure. A report made later speaks of somebody else's loss.
 */
export const D1 = defineIndicator({
  ...GOVERNANCE,
  id: 'D1',
  family: 'document',
  title: { es: 'Documento perdido o robado', en: 'Lost or stolen document' },
  text: {
    es: 'Número y emisor del documento figuran en una lista de perdidos o robados anterior al viaje',
    en: 'Number and issuer of the document are on a list of lost or stolen ones from before the journey',
  },
  reads: ['documents', 'list of lost and stolen documents'],
  necessity: 'Reported documents are meant to be found when somebody travels on them',
  examples: { innocent: 'd1-reported-later', suspicious: 'd1-reported-before' },
  points: 40,
  needs: ['lostList'],
  parameters: {},
  evaluate: ({ journey, surroundings, observe }) => {
    const seen = observe('D1', () => reportedAmong(journey.legs, surroundings));
    if (!seen) return undefined;
    const { kind: status, since: on } = seen;
    return {
      facts: [...seen.facts],
      text: {
        es: `El documento figura como «${status}»${on ? ` desde el ${on}` : ''}`,
        en: `The document is listed as "${status}"${on ? ` since ${on}` : ''}`,
      },
    };
  },
});

/** Kind: what the list says of the document; since when. */
const reportedAmong = (
  legs: readonly TravelLeg[],
  { lostDocuments }: Surroundings,
): Observation | undefined => {
  for (const leg of legs) {
    for (const key of leg.identity.keys) {
      const listed = key.startsWith('d:') ? lostDocuments?.(key) : undefined;
      if (!listed || (listed.reportedOn ?? '') > departureDay(leg)) continue;
      const { status, reportedOn } = listed;
      return {
        facts: [leg.legId, `document:${key}`],
        kind: status,
        numbers: [],
        ...(reportedOn !== undefined && { since: reportedOn }),
      };
    }
  }
  return undefined;
};

/**
 * D2: a document that had expired before the departure or bears impossible dates, or whose check
 * digit is wrong on two lists. One wrong digit on one list is a typing error until shown
 * otherwise. Missing documents and those of refugees or stateless people are not anomalies.
 */
export const D2 = defineIndicator({
  ...GOVERNANCE,
  id: 'D2',
  family: 'document',
  title: { es: 'Documento inválido', en: 'Invalid document' },
  text: {
    es: 'Documento vencido antes del viaje, con fechas imposibles o dígito de control erróneo',
    en: 'Document expired before travel, with impossible dates or a wrong check digit',
  },
  reads: ['documents', 'dates'],
  necessity: 'Altered documents show in their dates and check digits',
  examples: { innocent: 'd2-typing-error', suspicious: 'd2-expired' },
  points: 15,
  needs: ['checkable'],
  parameters: {
    lists: {
      title: { es: 'listas con dígito de control erróneo', en: 'lists with a wrong check digit' },
      unit: 'number',
      value: 2,
      least: 2,
      most: 6,
    },
  },
  evaluate: ({ journey }, { lists }) => {
    for (const leg of journey.legs) {
      if (leg.role === 'crew') continue;
      for (const document of leg.identity.documents) {
        const fault = dateFault(document, leg) ?? repeatedCheckFault(document, journey.legs, lists);
        if (!fault) continue;
        return {
          facts: [leg.legId, `document:${documentKey(document) ?? document.number}`],
          text: fault,
        };
      }
    }
    return undefined;
  },
});

const dateFault = ({ issued, expires }: TravelDocument, leg: TravelLeg) => {
  if (issued === undefined && expires === undefined) return undefined;
  const day = departureDay(leg);
  // The day in UTC may differ from the local one by a day, which is tolerated.
  const tolerant = (days: number): string =>
    leg.departsOn === undefined ? shiftDay(day, days) : day;
  const born = leg.identity.dateOfBirth;
  if (expires?.length === 10 && expires < day && allExpired(leg, tolerant(-1))) {
    return {
      es: `El documento venció el ${expires}, antes de la salida del ${day}`,
      en: `The document expired on ${expires}, before the departure on ${day}`,
    };
  }
  if (issued?.length !== 10) return undefined;
  if (expires && issued > expires) {
    return {
      es: 'El documento vence antes de su emisión',
      en: 'The document expires before its issue',
    };
  }
  if (issued > day && issued > tolerant(1)) {
    return {
      es: `El documento se emitió el ${issued}, después de la salida del ${day}`,
      en: `The document was issued on ${issued}, after the departure on ${day}`,
    };
  }
  if (born?.length === 10 && issued < born) {
    return {
      es: 'El documento se emitió antes del nacimiento del titular',
      en: "The document was issued before its holder's birth",
    };
  }
  return undefined;
};

/** Whoever shows a valid document beside an expired one travels on the valid one. */
const allExpired = (leg: TravelLeg, day: string): boolean =>
  leg.identity.documents.every(({ expires }) => expires !== undefined && expires < day);

const repeatedCheckFault = (
  document: TravelDocument,
  legs: readonly TravelLeg[],
  least: number,
) => {
  if (!checkDigitWrong(document)) return undefined;
  const key = documentKey(document);
  const lists = new Set(
    legs
      .filter((leg) => leg.identity.documents.some((other) => documentKey(other) === key))
      .map(({ conveyance }) => conveyance),
  );
  if (lists.size < least) return undefined;
  return {
    es: `El dígito de control del documento es erróneo en ${least === 2 ? 'dos' : least} listas`,
    en: `The document's check digit is wrong on ${least === 2 ? 'two' : least} lists`,
  };
};

const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
