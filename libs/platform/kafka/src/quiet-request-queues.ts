import RequestQueue from 'kafkajs/src/network/requestQueue';

const { prototype } = RequestQueue;
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * Mends kafkajs 2.2.4, where every connection wakes up a thousand times a second to see whether a
 * request is pending, also when none is (github.com/tulios/kafkajs/issues/1704): three to five per
 * cent of a core for an idle service. Whatever becomes pending schedules a look itself, so without
 * anything pending none is needed.
 */
export const quietRequestQueues = (): void => {
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
};
