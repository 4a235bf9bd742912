/** One name of an entry: whole as listed, or taken apart. `quality` is the list owner's own word. */
export interface EntryName {
  full?: string;
  surname?: string;
  given?: string;
  quality: 'primary' | 'strong' | 'weak';
}

/** A document as a list or a carrier names it; `country` is the issuer, ISO 3166-1 alpha-3 where known. */
export interface ListedDocument {
  type: string;
  number: string;
  country?: string;
}

/**
 * One entry of a watchlist: a person, or a document that was lost or stolen.
 * Birth dates are `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a range of years `YYYY/YYYY`.
 */
export interface Entry {
  entryId: string;
  listId: string;
  kind: 'person' | 'document';
  names: EntryName[];
  datesOfBirth: string[];
  nationalities: string[];
  documents: ListedDocument[];
  sex?: 'M' | 'F';
  programmes?: string[];
}

/** What is known of a traveller, as a carrier typed or scanned it. Absent means unknown. */
export interface Query {
  surname?: string;
  given?: string;
  middle?: string;
  name?: string;
  dateOfBirth?: string;
  nationality?: string;
  sex?: string;
  documents: { type?: string; number: string; country?: string }[];
}

export type EvidenceKind = 'name' | 'birthDate' | 'nationality' | 'document' | 'sex';

/** One reason for (positive points) or against (negative points) "this traveller is that entry". */
export interface Evidence {
  kind: EvidenceKind;
  points: number;
  text: { es: string; en: string };
}

/** A candidate entry, how strongly it is meant (0..1) and why. */
export interface Match {
  entryId: string;
  listId: string;
  score: number;
  evidence: Evidence[];
  /** What could not be compared because one side does not state it. */
  notUsed?: EvidenceKind[];
}
