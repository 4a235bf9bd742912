import type { TravelDocument } from './travel-record';

/** What is read only together. */
type Packed = 'leg' | 'person' | 'protection' | 'carrierId';

/** A leg as MongoDB holds it: what is searched are fields, what is read is one text (ADR 0030). */
export interface StoredTravel extends Omit<TravelDocument, Packed> {
  conveyance: string;
  manifestId: string;
  packed: string;
}

export const packTravel = ({
  leg,
  person,
  protection,
  carrierId,
  ...fields
}: TravelDocument): StoredTravel => ({
  conveyance: leg.conveyance,
  manifestId: leg.manifestId,
  packed: JSON.stringify({ leg, person, protection, carrierId }),
  ...fields,
});

/** A leg as it was packed, with what a close-out said of it since. */
export const unpackTravel = ({
  packed,
  conveyance: _,
  manifestId: __,
  ...fields
}: StoredTravel): TravelDocument => {
  const { leg, ...rest } = partsOf({ packed });
  const boarded = fields.boarded === undefined ? {} : { boarded: fields.boarded };
  return { ...fields, ...rest, leg: { ...leg, ...boarded } };
};

/** What was packed, as it was. */
export const partsOf = ({ packed }: Pick<StoredTravel, 'packed'>): Pick<TravelDocument, Packed> =>
  JSON.parse(packed) as Pick<TravelDocument, Packed>;
