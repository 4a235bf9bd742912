import type { Manifest, Mode } from '@vigia/manifest';
import { carrierScheme, splitJourney } from '../carrier-code';
import { checkItinerary } from '../check-itinerary';
import { checkTraveller } from '../check-traveller';
import type { MessageHeader, MessageReader } from '../edifact/envelope-reader';
import { part, type Segment } from '../edifact/segment';
import { EDIFACT_LIMITS } from '../limits';
import type { Counts, ParseOptions } from '../parse-result';
import type { Report } from '../report';
import { CONTROL_TOTAL, FUNCTIONS_OF, LIST_TYPE_OF, meaningOf, MODE_OF } from './code-tables';
import { ItineraryReader } from './itinerary-reader';
import { readContacts } from './party';
import { TravellerReader } from './traveller-reader';

const ENDS_TRAVELLER: ReadonlySet<string> = new Set(['BGM', 'NAD', 'TDT', 'CNT']);

/**
 * Reads one PAXLST message (UN/EDIFACT D.02B to D.15B and later, formats 2) segment by segment.
 * TDT opens a leg and closes the traveller; NAD other than MS opens a traveller and closes the
 * leg; everything else attaches by its qualifier. What is not known is kept in `extra`.
 */
export class PaxlstReader implements MessageReader<Manifest> {
  private readonly manifest: Manifest;
  private readonly itinerary = new ItineraryReader();
  private readonly mark: number;
  private readonly own: Counts = { received: 0, accepted: 0, warned: 0, refused: 0 };
  private readonly reference: string;
  private listCode = '';
  private traveller: TravellerReader | undefined;
  private travellerMark = 0;
  private inReporter = false;
  private hasTransport = false;
  private tooMany = false;

  constructor(
    private readonly header: MessageHeader,
    options: ParseOptions,
    private readonly report: Report,
    private readonly counts: Counts,
  ) {
    this.mark = report.mark;
    this.reference = header.preparedAt?.slice(0, 10) ?? options.receivedOn;
    this.manifest = {
      source: {
        channel: 'edifact',
        interchangeRef: header.interchangeRef,
        ...(header.groupRef !== undefined && { groupRef: header.groupRef }),
        messageRef: header.messageRef,
        sender: header.sender,
        ...(header.recipient && { recipient: header.recipient }),
        ...(header.preparedAt && { preparedAt: header.preparedAt }),
        ...(header.accessRef && { accessRef: header.accessRef }),
        rawSha256: options.rawSha256,
      },
      listType: 'passengers',
      carrier: { code: '', scheme: 'LOCAL' },
      conveyance: { mode: 'air', journeyId: '' },
      itinerary: [],
      travellers: [],
      controlTotals: {},
      warnings: [],
    };
  }

  segment(segment: Segment): void {
    if (this.traveller && !ENDS_TRAVELLER.has(segment.tag)) return this.traveller.take(segment);
    switch (segment.tag) {
      case 'BGM':
        return this.begin(segment);
      case 'NAD':
        return this.party(segment);
      case 'TDT':
        return this.transport(segment);
      case 'CNT':
        return this.controlTotal(segment);
      case 'LOC':
      case 'DTM':
        return this.placeOrTime(segment);
      case 'COM':
        if (this.inReporter) return this.reporterContacts(segment);
        break;
      case 'RFF':
        if (part(segment, 1) === 'TN') return this.transaction(segment);
        break;
    }
    this.keep(segment);
  }

  end(): Manifest | undefined {
    this.closeTraveller();
    const { manifest, report } = this;
    const listType = meaningOf(LIST_TYPE_OF, this.listCode);
    if (this.listCode && !listType) {
      report.note('UNSUPPORTED_LIST_CODE', { value: this.listCode }, { segment: 2 });
    } else if (this.tooMany) {
      const limit = { es: 'viajeros por mensaje', en: 'travellers of a message' };
      report.note('LIMIT_EXCEEDED', { limit, value: this.own.received });
    }
    if (this.tooMany || (this.listCode && !listType)) {
      this.drop();
      return undefined;
    }
    if (!this.listCode) report.note('MISSING_SEGMENT', { value: { es: 'BGM', en: 'BGM' } });
    manifest.listType = listType ?? 'passengers';
    manifest.itinerary = this.itinerary.legs();
    this.checkFunction();
    checkItinerary(manifest, report);
    if (this.own.received === 0 && manifest.listType !== 'flightStatus') {
      report.note('NO_TRAVELLERS');
    }
    this.setPart();
    manifest.warnings = report.since(this.mark);
    this.addCounts(this.own);
    return manifest;
  }

  drop(): void {
    const received = this.own.received + (this.traveller?.isTraveller ? 1 : 0);
    const counted = this.counted;
    if (counted) {
      this.counts.accepted -= counted.accepted;
      this.counts.warned -= counted.warned;
      this.counts.refused += counted.accepted;
      this.counted = undefined;
      return;
    }
    this.addCounts({ received, accepted: 0, warned: 0, refused: received });
  }

  private counted: Counts | undefined;

  private addCounts(own: Counts): void {
    this.counts.received += own.received;
    this.counts.accepted += own.accepted;
    this.counts.warned += own.warned;
    this.counts.refused += own.refused;
    this.counted = own;
  }

  private begin(segment: Segment): void {
    if (this.listCode) {
      // What was read so far was judged by the first.
      const where = { segment: segment.index, field: 'listType' };
      this.report.note('REPEATED_VALUE', { value: segment.raw }, where);
      (this.manifest.extra ??= []).push(segment.raw);
      return;
    }
    this.listCode = part(segment, 1);
    const functionCode = part(segment, 2);
    if (functionCode) this.manifest.function = functionCode;
  }

  private checkFunction(): void {
    const { function: code, listType } = this.manifest;
    if (code && !FUNCTIONS_OF[listType].has(code)) {
      this.report.note('UNKNOWN_FUNCTION', { value: code }, { segment: 2 });
    }
  }

  private transaction(segment: Segment): void {
    const id = part(segment, 1, 2);
    const revision = part(segment, 1, 5) || part(segment, 1, 3);
    if (id) this.manifest.transactionRef = { id, ...(revision && { revision }) };
  }

  private party(segment: Segment): void {
    this.closeTraveller();
    if (part(segment, 1) === 'MS') {
      this.inReporter = true;
      const words = (n: number): string =>
        (segment.elements[n] ?? [])
          .map((text) => text.trim())
          .filter(Boolean)
          .join(' ');
      const name = words(4) || words(3) || part(segment, 2);
      if (this.manifest.reporter) this.keep(segment);
      else this.manifest.reporter = { ...(name && { name }), contacts: [] };
      return;
    }
    this.inReporter = false;
    if (this.own.received >= EDIFACT_LIMITS.travellersPerMessage) {
      this.own.received += 1;
      this.tooMany = true;
      this.manifest.travellers = [];
    }
    this.travellerMark = this.report.mark;
    const seq = this.manifest.travellers.length + 1;
    this.traveller = new TravellerReader(segment, seq, this.report, this.reference);
  }

  private closeTraveller(): void {
    const { traveller: reader, report } = this;
    this.traveller = undefined;
    if (!reader || this.tooMany) return;
    if (!reader.isTraveller) {
      // A carrier, an agent or some other party of the head, kept with what was said of it.
      (this.manifest.extra ??= []).push(...(reader.traveller.extra ?? []));
      return;
    }
    this.own.received += 1;
    const where = { segment: reader.segment };
    if (!reader.identified) {
      report.note('TRAVELLER_WITHOUT_NAME', {}, where);
      this.own.refused += 1;
      return;
    }
    // A close-out names travellers by reference alone.
    const listType = meaningOf(LIST_TYPE_OF, this.listCode);
    if (listType !== 'flightStatus') checkTraveller(reader.traveller, report, where);
    this.manifest.travellers.push(reader.traveller);
    this.own.accepted += 1;
    if (report.troubledSince(this.travellerMark)) this.own.warned += 1;
  }

  private reporterContacts(segment: Segment): void {
    const { contacts, whole } = readContacts(segment);
    this.manifest.reporter?.contacts.push(...contacts);
    if (!whole) this.keep(segment);
  }

  private transport(segment: Segment): void {
    this.closeTraveller();
    this.inReporter = false;
    this.itinerary.transport(segment);
    if (this.hasTransport) return;
    this.hasTransport = true;
    const { manifest } = this;
    const journeyId = part(segment, 2);
    const mode = this.mode(segment);
    const { carrier: code, number } = splitJourney(journeyId, part(segment, 5));
    const name = part(segment, 5, 4);
    manifest.carrier = { code, scheme: carrierScheme(code, mode), ...(name && { name }) };
    manifest.conveyance = { mode, journeyId, ...(number && { number }) };
    const [id, vehicleName, nationality] = [1, 4, 5].map((m) => part(segment, 8, m));
    if (id || vehicleName || nationality) {
      manifest.conveyance.vehicle = {
        ...(id && { id }),
        ...(vehicleName && { name: vehicleName }),
        ...(nationality && { nationality }),
      };
    }
  }

  private mode(segment: Segment): Mode {
    const code = part(segment, 3).replace(/^0+/, '');
    const mode = meaningOf(MODE_OF, code);
    if (code && !mode) {
      const expected = {
        es: 'los modos de la Recomendación 19',
        en: 'the modes of Recommendation 19',
      };
      const where = { segment: segment.index, field: 'mode' };
      this.report.note('UNKNOWN_VALUE', { value: code, expected }, where);
    }
    return mode ?? 'air';
  }

  private placeOrTime(segment: Segment): void {
    if (segment.tag === 'LOC') {
      if (!this.hasTransport || !this.itinerary.place(segment)) this.keep(segment);
      return;
    }
    const outcome = this.itinerary.time(segment);
    if (outcome === 'other') this.keep(segment);
    if (outcome === 'ok' || outcome === 'other') return;
    const departure = part(segment, 1) === '189';
    const where = { segment: segment.index, field: departure ? 'departureLocal' : 'arrivalLocal' };
    const bad = outcome === 'bad';
    const value = bad ? part(segment, 1, 2) : segment.raw;
    this.report.note(bad ? 'BAD_DATE' : 'REPEATED_VALUE', { value }, where);
  }

  private controlTotal(segment: Segment): void {
    this.closeTraveller();
    for (const [qualifier = '', text = ''] of segment.elements.slice(1)) {
      const field = meaningOf(CONTROL_TOTAL, qualifier.trim());
      const value = text.trim();
      const where = { segment: segment.index, field: 'controlTotals' };
      const { controlTotals } = this.manifest;
      if (!value) continue;
      if (!field) this.keep(segment);
      else if (!/^\d{1,6}$/.test(value)) this.report.note('BAD_NUMBER', { value }, where);
      else if (controlTotals[field] === undefined) controlTotals[field] = Number(value);
      else if (controlTotals[field] !== Number(value)) {
        this.report.note('REPEATED_VALUE', { value: segment.raw }, where);
      }
    }
  }

  private setPart(): void {
    const { header, manifest, listCode } = this;
    if (!header.sequence) return;
    const departure = manifest.itinerary[0]?.departureLocal ?? '';
    const { carrier, conveyance } = manifest;
    const key =
      header.accessRef || [carrier.code, conveyance.journeyId, departure, listCode].join('/');
    const { number, flag } = header.sequence;
    manifest.source.part = { key, seq: number, last: flag === 'F' };
  }

  private keep(segment: Segment): void {
    const value = `${segment.tag}+${part(segment, 1)}`;
    this.report.note('UNKNOWN_SEGMENT', { value }, { segment: segment.index });
    (this.manifest.extra ??= []).push(segment.raw);
  }
}
