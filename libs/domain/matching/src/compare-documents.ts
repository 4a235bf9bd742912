import { alpha3 } from './countries';

/** How a traveller's document stands to a listed one. */
export type DocumentRelation = 'same' | 'confusable' | 'issuerUnknown';

/** A document reduced to its key. `confusable` has O and 0, I and 1 (…) written alike. */
export interface DocumentKey {
  readonly number: string;
  readonly confusable: string;
  readonly issuer: string | undefined;
  readonly shown: string;
}

/** Letters and digits of the number, and the issuer as ISO 3166-1 alpha-3; numbers under four characters say nothing. */
export const documentKeyOf = (document: {
  number: string;
  country?: string;
}): DocumentKey | undefined => {
  const number = document.number
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 40);
  if (number.length < 4 || /^(.)\1*$/.test(number)) return undefined;
  const issuer = document.country ? alpha3(document.country) : undefined;
  return {
    number,
    confusable: number
      .replace(/[OQD]/g, '0')
      .replace(/[IL]/g, '1')
      .replace(/S/g, '5')
      .replace(/B/g, '8')
      .replace(/Z/g, '2'),
    issuer,
    shown: document.number.slice(0, 40),
  };
};

/**
 * An equal number of the same issuer is the same document. Equal but for characters that scanners
 * confuse (O/0, I/1) is weaker. Where one issuer is unknown an equal number says a little. Two
 * different issuers are two documents, and a different number is no evidence at all.
 */
export const compareDocuments = (
  query: DocumentKey,
  listed: DocumentKey,
): DocumentRelation | undefined => {
  const bothIssuers = query.issuer !== undefined && listed.issuer !== undefined;
  if (bothIssuers && query.issuer !== listed.issuer) return undefined;
  if (query.number === listed.number) return bothIssuers ? 'same' : 'issuerUnknown';
  if (bothIssuers && query.confusable === listed.confusable) return 'confusable';
  return undefined;
};
