import type { Bilingual } from '@vigia/manifest';
import type { RecallCause } from './alert-book';

/** What the officer reads when an alert is taken back. */
export const RECALL_TEXTS: Readonly<Record<RecallCause, Bilingual>> = {
  entryWithdrawn: {
    es: 'El titular de la lista retiró la entrada; la alerta queda sin efecto',
    en: 'The owner of the list withdrew the entry; the alert no longer stands',
  },
  entryChanged: {
    es: 'La entrada de la lista cambió y ya no coincide; la alerta queda sin efecto',
    en: 'The list entry changed and does not match any more; the alert no longer stands',
  },
  travellerRemoved: {
    es: 'La empresa quitó a la persona de la lista; la alerta queda sin efecto',
    en: 'The carrier took the person off the list; the alert no longer stands',
  },
  conveyanceCancelled: {
    es: 'La empresa canceló la salida; la alerta queda sin efecto',
    en: 'The carrier cancelled the departure; the alert no longer stands',
  },
  noLongerMet: {
    es: 'Con los datos actuales ya no se cumple lo que motivó la alerta; queda sin efecto',
    en: 'By the present data what caused the alert is not met any more; it no longer stands',
  },
};
