import type { Manifest } from '@vigia/manifest';

/**
 * What a submission asks for. `put` adds or replaces and removes nobody; `change` is a `put` that the
 * sender calls a change; `replace` is the whole list; `takeOff` names those who no longer travel;
 * `cancel` takes everybody off; the close-outs name those on board, or those not on board; `close`
 * says only that no more will come.
 */
export type Order =
  'put' | 'change' | 'replace' | 'takeOff' | 'cancel' | 'onBoard' | 'notOnBoard' | 'close';

/** The word of the contract for what a submission did. */
export type Effect = 'list' | 'change' | 'reduction' | 'cancellation' | 'closeOut';

const EFFECT: Readonly<Record<Order, Effect>> = {
  put: 'list',
  change: 'change',
  replace: 'change',
  takeOff: 'reduction',
  cancel: 'cancellation',
  onBoard: 'closeOut',
  notOnBoard: 'closeOut',
  close: 'closeOut',
};

export const effectOf = (order: Order): Effect => EFFECT[order];

/** BGM 1001 and 1004 (formats 2.3) that are no plain list. */
const ORDERS: Readonly<Record<string, Order>> = {
  'passengers CP': 'change',
  'passengers XR': 'takeOff',
  'passengers RP': 'takeOff',
  'crew CC': 'change',
  'masterCrew H': 'takeOff',
  'masterCrew I': 'change',
  'flightStatus CL': 'close',
  'flightStatus CLOB': 'onBoard',
  'flightStatus CLNB': 'notOnBoard',
  'flightStatus XF': 'cancel',
  'flightStatus CF': 'change',
};

/** What a list asks for by its type and function; a flight status we do not know marks nobody. */
export const orderOf = ({ listType, function: code }: Manifest): Order =>
  ORDERS[`${listType} ${code ?? ''}`] ?? (listType === 'flightStatus' ? 'close' : 'put');
