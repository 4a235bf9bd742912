export { MEMBER_STATES, memberStateOf, memberStatesIn, type MemberState } from './member-states';
export { ageOn, protectionFlags, type ProtectionFlag } from './protection';
export {
  claimPossible,
  concernedStates,
  isProtectionCase,
  recipientsOf,
  release,
  releases,
  statesOfOrigin,
  type Audience,
  type ListSharing,
  type ProtectionAssessment,
  type Release,
  type ReleasableAlert,
} from './release';
