import type { Finding, Preview, Receipt } from '@vigia/client';

/** What became of the lists of one call. */
export interface Counts {
  lists: number;
  accepted: number;
  warned: number;
  refused: number;
  /** Could not be sent: the service stayed away. */
  unsent: number;
}

const MOST_FINDINGS = 10;

/** A receipt or a refusal in a few lines. */
export const summaryOf = (told: Receipt | { head: string; findings: Finding[] }): string => {
  const head =
    'head' in told
      ? told.head
      : `${told.test ? 'test: ' : ''}${told.accepted} of ${told.received} travellers accepted, ${told.refused} refused`;
  const worth = told.findings.filter(({ severity }) => severity !== 'info');
  const more = worth.length - MOST_FINDINGS;
  return [
    head,
    ...worth.slice(0, MOST_FINDINGS).map(findingLine),
    ...(more > 0 ? [`… and ${more} findings more`] : []),
  ].join('\n    ');
};

/** How a file is understood, column by column. */
export const previewText = ({
  outcome,
  accepted,
  received,
  columns,
  lists,
  findings,
}: Preview): string =>
  [
    `${outcome}: ${accepted} of ${received} travellers would be accepted`,
    ...lists.map(
      ({ conveyanceKey, travellers, deadline }) =>
        `${conveyanceKey}, ${travellers} travellers${deadline ? `, due ${deadline}` : ''}`,
    ),
    ...columns.map(({ title, field }) => `"${title}" → ${field ?? 'not interpreted'}`),
    ...findings
      .filter(({ severity }) => severity !== 'info')
      .slice(0, MOST_FINDINGS)
      .map(findingLine),
  ].join('\n    ');

/** The last line of progress. */
export const tableOfCounts = ({ lists, accepted, warned, refused, unsent }: Counts): string =>
  `${lists} lists: ${accepted} accepted, ${warned} accepted with warnings, ${refused} refused, ${unsent} not sent`;

const findingLine = ({ severity, code, row, segment, text }: Finding): string => {
  const place =
    row !== undefined ? `row ${row}: ` : segment !== undefined ? `segment ${segment}: ` : '';
  return `${severity} ${code} ${place}${text.en} / ${text.es}`;
};
