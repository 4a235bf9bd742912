export type { Journey, TravelDocument, TravelIdentity, TravelLeg, TravelPlace } from './travel-leg';
export {
  contactAllowed,
  EMPTY_ALLOW_LIST,
  hasRole,
  keyAllowList,
  normaliseContact,
  type AllowedContact,
  type AllowedRole,
  type AllowList,
} from './allow-list';
export { readAllowList } from './read-allow-list';
export { assessJourney, conclude, NOT_USED, type JourneyAssessment } from './assess-journey';
export { assessLegs, type BatchAssessment } from './assess-legs';
export { collectLegs, type ListedManifest } from './collect-legs';
export { compileCorridor, type CompiledCorridor, type CorridorProblem } from './compile-corridor';
export type { Corridor, CorridorNode } from './corridor';
export { directionsOf, type Direction } from './directions';
export { forbiddenAttribute } from './forbidden-attributes';
export { blockKeys, identify, type Identified } from './identify';
export type {
  Family,
  Indication,
  IndicatorContext,
  IndicatorDefinition,
  IndicatorId,
  IndicatorResult,
  RecordedObservation,
} from './indicator';
export { legsOf, listedLegs, type ListedLeg } from './legs-of';
export { replayJourney, type AssessmentRecord } from './replay-journey';
export { DEFAULT_RULES, INDICATORS, RULES_VERSION, thresholds, type RuleSet } from './rules';
export { JOURNEY_GAP_MS, stitch, stitchPersons, travelledLegs, type Person } from './stitch';
export { groupsOn, type TravelGroup } from './groups';
export {
  boardingPatterns,
  isBoardingPattern,
  type BoardingPattern,
} from './indicators/boarding-pattern';
export { routingRatio } from './indicators/illogical-routing';
export {
  carriersWithRolls,
  numberRunsOn,
  ticketHabits,
  type NumberRun,
  type TicketHabits,
} from './number-runs';
export type { Parameter, Parameters, Values } from './parameters';
export { withThresholds, type ChangedRules, type ThresholdProblem } from './with-thresholds';
export { suspend, type Suspended, type Suspension } from './suspend';
export {
  bookingOf,
  type ContactUse,
  type LostDocument,
  type RoutingNorm,
  type Surroundings,
} from './surroundings';
export { surroundingsOf, type DepartureFacts, type SurroundingsOptions } from './surroundings-of';
export {
  acrossFrom,
  adjacencyOf,
  passingCost,
  type Adjacency,
  type Touching,
} from './network/adjacency';
export {
  linksOf,
  type Link,
  type LinkSource,
  type NodeId,
  type NodeKind,
} from './network/links-of';
export {
  neighbourhood,
  shortestConnection,
  type Neighbour,
  type Neighbourhood,
  type NetworkLimits,
} from './network/neighbourhood';
export {
  matchRoutePattern,
  type PatternMatch,
  type RouteLeg,
} from './patterns/match-route-pattern';
export {
  parseRoutePattern,
  REGIONS,
  type ParsedPattern,
  type PatternProblem,
  type PatternStep,
} from './patterns/parse-route-pattern';
export {
  readYearlySheet,
  type FlowPoint,
  type FlowSeries,
  type SheetProblem,
} from './statistics/read-yearly-sheet';
