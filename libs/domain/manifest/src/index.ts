export type { Bilingual, Finding, Severity } from './finding';
export type {
  Address,
  Bags,
  Carrier,
  Channel,
  Contact,
  Conveyance,
  Doc,
  Gender,
  Leg,
  ListType,
  Manifest,
  Mode,
  Name,
  NameSplit,
  Place,
  PlaceRole,
  Source,
  Traveller,
  TravellerRefs,
} from './manifest';
export { deriveId, type IdKind } from './ids';
export {
  conveyanceKey,
  documentKey,
  documentNumberKey,
  identityKeys,
  nameKey,
  travellerId,
} from './identity';
export { personOf, type PersonFacts } from './person';
export { alpha2Codes, alpha2Of, alpha3Of, isStateCode } from './country';
export {
  findPlace,
  findPlaceByName,
  findPlacesByName,
  countryOfPlace,
  zoneOfPlace,
  type PlaceRecord,
} from './place';
export { instantOf } from './instant';
export { findCarrier, type CarrierRecord } from './carrier';
