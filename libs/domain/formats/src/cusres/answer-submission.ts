import type { Finding, Manifest } from '@vigia/manifest';
import { answerManifest } from './answer-manifest';
import type { InterchangeHead } from './interchange-head';
import { writeCusres, type Cusres } from './write-cusres';

/** One list of a submission with what speaks against it: errors refuse it. */
export interface AnsweredList {
  manifest: Manifest;
  problems: readonly Finding[];
}

export interface AnswerOptions {
  heads: readonly InterchangeHead[];
  lists: readonly AnsweredList[];
  /** All findings of the submission; they tell why nothing could be read. */
  findings: readonly Finding[];
  /** `YYYY-MM-DDTHH:mm`, UTC. */
  preparedAt: string;
  /** Who answers, where the list names no recipient. */
  authority: string;
  language?: 'es' | 'en';
}

/** ERC of a refused message; the first error stands in the text beside it. */
const REFUSED = '118';

/**
 * The automatic answer to everything in a submission (formats 3.3): one CUSRES 962 for each list,
 * or one about the whole when none could be read. Interactive lists (UNB 0026 `IAPI`) are answered
 * for each traveller. It speaks of data only: there is nothing else in its arguments.
 */
export const answerSubmission = (options: AnswerOptions): string => {
  const { heads, lists, findings } = options;
  if (lists.length === 0) return write(refusalOf(findings), heads[0], '1', options);
  return lists
    .map(({ manifest, problems }) => {
      const { interchangeRef, messageRef = '1' } = manifest.source;
      const head = heads.find(({ reference }) => reference === interchangeRef) ?? heads[0];
      return write(answerOf(manifest, problems, head, options), head, messageRef, options);
    })
    .join('');
};

const answerOf = (
  manifest: Manifest,
  problems: readonly Finding[],
  head: InterchangeHead | undefined,
  { language }: AnswerOptions,
): Cusres => {
  const refused = problems.some(({ severity }) => severity === 'error');
  const warned = [...manifest.warnings, ...problems].length;
  const outcome = warned > 0 ? 'accepted-with-warnings' : 'accepted';
  const accepted = manifest.travellers.length;
  const counts = { received: accepted, accepted, warned, refused: 0 };
  const answer = answerManifest(
    manifest,
    { outcome, counts },
    {
      interactive: !refused && head?.application === 'IAPI',
      ...(language && { language }),
    },
  );
  return refused ? { ...answer, answers: refusalOf(problems).answers } : answer;
};

const refusalOf = (findings: readonly Finding[]): Cusres => {
  const first = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  const place = first?.segment === undefined ? '' : ` SEGMENT ${first.segment}`;
  const text = `REFUSED${place}${first ? ` ${first.code}` : ''}`;
  return { kind: '962', answers: [{ level: 'message', refs: {}, code: REFUSED, text }] };
};

const write = (
  cusres: Cusres,
  head: InterchangeHead | undefined,
  messageRef: string,
  { preparedAt, authority }: AnswerOptions,
): string =>
  writeCusres(cusres, {
    sender: head?.recipient || authority,
    recipient: head?.sender || 'UNKNOWN',
    preparedAt,
    interchangeRef: head?.reference || '0',
    messageRef,
    ...(head?.application && { application: head.application }),
  });
