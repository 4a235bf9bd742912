import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { stitch } from '@vigia/indicators';
import {
  ApiQueryOf,
  Caller,
  checked,
  HttpProblem,
  pageQuery,
  readCursor,
  Roles,
  writeCursor,
  type Principal,
} from '@vigia/service';
import { release } from '@vigia/sharing';
import { alertsOf, presentJourney, type ShownJourney } from './matches/present-match';
import { ReadModel } from './read-model';
import { isRecalled, type AlertRow } from './rows/alert-changes';
import { personRows } from './rows/person-rows';
import { legsOfRow } from './rows/travel-legs';
import { isSeenBy, releasable, stateOf } from './seen-by';

@Controller('v1')
@ApiBearerAuth()
@Roles('analyst')
export class JourneysController {
  constructor(@Inject(ReadModel) private readonly model: ReadModel) {}

  @Get('journeys/:travellerId')
  @ApiOperation({
    summary: 'The whole journey of one traveller as known now, with its newest assessment',
    description:
      'Stitched from every list that stands: later legs are on it, removed ones are not, and `boarded` says what a close-out said.',
  })
  @ApiResponse({ status: 404, description: 'No such traveller, off the list, or not yours to see' })
  async journey(
    @Caller() caller: Principal,
    @Param('travellerId') id: string,
  ): Promise<Omit<ShownJourney, 'outcome' | 'steps'>> {
    const state = stateOf(caller);
    const own = (await this.model.standings([id])).get(id);
    if (!own || legsOfRow(own).length === 0) return notFound();
    const rows = await personRows(this.model, [own]);
    const journey = stitch([...rows.values()].flatMap(legsOfRow)).find(({ legs }) =>
      legs.some(({ travellerId }) => travellerId === id),
    );
    if (!journey) return notFound();
    const found = [...new Set(journey.legs.map(({ travellerId }) => travellerId))].flatMap(
      (travellerId) => rows.get(travellerId) ?? [],
    );
    if (!isSeenBy(releasable(found, journey.legs), state)) return notFound();
    const known = found
      .flatMap(({ assessed }) => assessed ?? [])
      .sort((a, b) => (a.order < b.order ? 1 : -1))[0];
    const alerts = await alertsOf(this.model, found, state);
    const shown = presentJourney(
      known?.journeyId ?? journey.journeyId,
      found,
      journey.legs,
      alerts,
    );
    return { ...shown, travellerId: id };
  }

  @Get('alerts')
  @ApiOperation({ summary: 'Alerts that concern your state and what became of them' })
  @ApiQueryOf(pageQuery)
  async alerts(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    const { cursor, limit } = checked(pageQuery, query);
    const state = stateOf(caller);
    const after = readCursor(cursor);
    const rows = await this.model.alerts
      .find({
        visibleTo: state,
        ...(after && {
          $or: [{ raisedAt: { $lt: after.at } }, { raisedAt: after.at, _id: { $gt: after.id } }],
        }),
      })
      .sort({ raisedAt: -1, _id: 1 })
      .limit(limit)
      .toArray();
    const last = rows.at(-1);
    return {
      items: rows.flatMap((row) => presentAlert(row, state) ?? []),
      ...(rows.length === limit &&
        last?.raisedAt && { next: writeCursor({ at: last.raisedAt, id: last._id }) }),
    };
  }
}

const notFound = (): never => {
  throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
};

/** An alert as the state may see it: without the person where protection is in charge. */
const presentAlert = (row: AlertRow, state: string): object | undefined => {
  const { alert, recalled } = row;
  if (!alert) return undefined;
  const { view } = release(alert, state, 'enforcement');
  if (view === 'none') return undefined;
  const fate = {
    delivered: shownPart(row.delivered?.[state]),
    disposed: shownPart(row.disposed?.[state]),
    ...(recalled &&
      isRecalled(row) && {
        recalled: {
          at: recalled.at,
          ...(view === 'full' && { cause: recalled.cause, text: recalled.text }),
        },
      }),
  };
  if (view === 'stub') return { alertId: row._id, view, ...fate };
  const { alertId, kind, travellerId, person, legs, evidence, indicators, score, occurredAt } =
    alert;
  return {
    alertId,
    view,
    kind,
    travellerId,
    person,
    legs,
    evidence,
    indicators,
    score,
    occurredAt,
    ...fate,
  };
};

const shownPart = <Part extends { order: string }>(
  part: Part | undefined,
): Omit<Part, 'order'> | undefined => {
  if (!part) return undefined;
  const { order: _, ...shown } = part;
  return shown;
};
