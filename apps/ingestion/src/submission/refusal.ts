import { HttpProblem } from '@vigia/service';
import type { Receipt } from '../receipt';

/** A refused list as an answer; a problem's own `status` is HTTP's, so the receipt's stays out. */
export const refusalOf = ({ status: _, ...receipt }: Receipt): HttpProblem =>
  new HttpProblem(422, 'VIGIA_MANIFEST_REFUSED', undefined, { ...receipt });
