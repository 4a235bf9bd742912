import {
  contactAllowed,
  hasRole,
  type AllowList,
  type Link,
  type NodeId,
  type TravelLeg,
} from '@vigia/indicators';
import type { Bilingual } from '@vigia/manifest';

/** Injection token of the operator's allow-list. */
export const ALLOW_LIST = Symbol('ALLOW_LIST');

/** What of a network is on the allow-list: shown, and joining nobody. */
export interface Allowed {
  /** The contact of this link was allowed on the day. */
  link: (link: Link) => boolean;
  /** The traveller works: on a crew, or on the role list. */
  node: (node: NodeId) => boolean;
}

/** Which of these links and travellers (`workers`) the list lets pass. */
export const allowedBy = (list: AllowList, workers: ReadonlySet<NodeId>): Allowed => ({
  link: ({ other, source }) =>
    other.startsWith('contact:') && contactAllowed(list, other.slice('contact:'.length), source.at),
  node: (node) => workers.has(node),
});

/** Whether somebody works on one of these legs. */
export const works = (list: AllowList, legs: readonly TravelLeg[]): boolean =>
  legs.some((leg) => hasRole(list, leg));

/** Goes with an answer that shows a node of the list. */
export const ALLOWED_NOTE: Bilingual = {
  es: 'Los nodos marcados `allowListed` están en la lista de permitidos (organizaciones de ayuda, empleadores, tripulaciones, guías): se muestran y no unen a nadie',
  en: 'Nodes marked `allowListed` are on the allow-list (aid organisations, employers, crews, guides): they are shown and join nobody',
};
