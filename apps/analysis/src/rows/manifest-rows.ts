import type { ManifestAccepted, ManifestRejected } from '@vigia/contracts';
import { countryOfPlace } from '@vigia/manifest';
import type { BulkOperation } from '@vigia/mongo';

/** One accepted list, whatever it did to the list of its conveyance; ids are derived from content. */
export const manifestChange = (event: ManifestAccepted): BulkOperation => {
  const { itinerary, travellers, carrier, conveyance, source } = event.manifest;
  const countries = itinerary.flatMap(({ from, to }) => [countryOfPlace(from), countryOfPlace(to)]);
  const departure = itinerary[0]?.departureLocal ?? event.occurredAt;
  return {
    updateOne: {
      filter: { _id: event.manifestId as never },
      update: {
        $set: {
          receiptId: event.receiptId,
          carrierId: event.carrierId,
          carrier: carrier.code,
          mode: conveyance.mode,
          channel: source.channel,
          conveyanceKey: event.conveyanceKey,
          effect: event.effect,
          listVersion: event.listVersion,
          late: event.late,
          travellers: travellers.length,
          countries: [...new Set(countries.filter(Boolean))],
          month: departure.slice(0, 7),
          acceptedAt: new Date(event.occurredAt),
        },
      },
      upsert: true,
    },
  };
};

/** One submission of which nothing could be accepted. */
export const rejectionChange = (event: ManifestRejected): BulkOperation => ({
  updateOne: {
    filter: { _id: event.receiptId as never },
    update: {
      $set: {
        carrierId: event.carrierId,
        format: event.format,
        received: event.received,
        codes: [...new Set(event.findings.map(({ code }) => code))],
        rejectedAt: new Date(event.occurredAt),
      },
    },
    upsert: true,
  },
});
