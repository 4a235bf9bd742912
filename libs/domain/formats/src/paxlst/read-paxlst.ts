import type { Manifest } from '@vigia/manifest';
import { CusresReader } from '../cusres/cusres-reader';
import { EnvelopeReader, type MessageHeader, type MessageReader } from '../edifact/envelope-reader';
import { SegmentReader } from '../edifact/segment-reader';
import type { Counts, CusresAnswer, ParseOptions } from '../parse-result';
import type { Report } from '../report';
import { PaxlstReader } from './message-reader';

type Content = Manifest | CusresAnswer[];

/** What is told of each good message as soon as its interchange has closed. */
export interface EdifactSink {
  manifest(manifest: Manifest): void;
  responses(answers: readonly CusresAnswer[]): void;
}

/**
 * Reads UN/EDIFACT interchanges in chunks of any size. Messages wait for the end of their
 * interchange, since a broken envelope refuses them all; beyond that nothing is kept.
 */
export class EdifactStream {
  private readonly segments: SegmentReader;
  private seen = false;

  constructor(
    sink: EdifactSink,
    private readonly options: ParseOptions,
    private readonly report: Report,
    private readonly counts: Counts,
  ) {
    const accept = (content: Content): void =>
      Array.isArray(content) ? sink.responses(content) : sink.manifest(content);
    const envelope = new EnvelopeReader<Content>((header) => this.open(header), accept, report);
    this.segments = new SegmentReader({
      segment: (segment) => {
        this.seen = true;
        return envelope.segment(segment);
      },
      charset: (syntax, instead) => envelope.charset(syntax, instead),
      tooLong: () => envelope.tooLong(),
      cutShort: () => envelope.cutShort(),
    });
  }

  push(bytes: Uint8Array): void {
    this.segments.push(bytes);
  }

  end(): void {
    this.segments.end();
    if (!this.seen)
      this.report.note('UNTERMINATED_INTERCHANGE', { value: { es: 'UNB', en: 'UNB' } });
  }

  private open(header: MessageHeader): MessageReader<Content> | undefined {
    if (header.type === 'PAXLST') {
      return new PaxlstReader(header, this.options, this.report, this.counts);
    }
    if (header.type === 'CUSRES') return new CusresReader();
    if (header.type === 'PNRGOV') this.report.note('PNRGOV_UNSUPPORTED', {}, { segment: 1 });
    else this.report.note('UNSUPPORTED_MESSAGE', { value: header.type }, { segment: 1 });
    return undefined;
  }
}

/** Reads a whole file of UN/EDIFACT interchanges: passenger lists, and answers somebody sent us. */
export const readPaxlst = (
  bytes: Uint8Array,
  options: ParseOptions,
  report: Report,
  counts: Counts,
  responses: CusresAnswer[],
): Manifest[] => {
  const manifests: Manifest[] = [];
  const sink: EdifactSink = {
    manifest: (manifest) => manifests.push(manifest),
    responses: (answers) => responses.push(...answers),
  };
  const stream = new EdifactStream(sink, options, report, counts);
  stream.push(bytes);
  stream.end();
  return manifests;
};
