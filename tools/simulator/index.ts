export {
  listOf,
  passengerList,
  travellerOf,
  type SimulatedList,
  type SimulatedTraveller,
  type Trip,
} from './passenger-list';
export { seeded } from './random';
