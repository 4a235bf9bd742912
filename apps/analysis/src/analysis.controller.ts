import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
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
import { memberStateOf, MEMBER_STATES, release } from '@vigia/sharing';
import { DIMENSIONS, routeMatchFilter, routeMatchQuery, statisticsQuery } from './queries';
import { ReadModel, type AlertRow } from './read-model';
import { releasable, type TravellerRow } from './rows';
import { suppress, type Cell } from './suppress';

@Controller('v1')
@ApiBearerAuth()
@Roles('analyst')
export class AnalysisController {
  constructor(@Inject(ReadModel) private readonly model: ReadModel) {}

  @Get('route-matches')
  @ApiOperation({
    summary: 'Travellers whose journeys meet a route indicator, newest departure first',
    description:
      'Journeys that concern your state. Without a second indicator family they have raised no alert.',
  })
  @ApiQueryOf(routeMatchQuery)
  async routeMatches(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    const wanted = checked(routeMatchQuery, query);
    const state = stateOf(caller);
    const rows = await this.model.travellers
      .find(routeMatchFilter(wanted, state, readCursor(wanted.cursor)))
      .sort({ departedAt: -1, _id: 1 })
      .limit(wanted.limit)
      .toArray();
    const last = rows.at(-1);
    return {
      items: rows.flatMap((row) => present(row, state) ?? []),
      ...(rows.length === wanted.limit &&
        last && { next: writeCursor({ at: last.departedAt, id: last._id }) }),
    };
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

  @Get('journeys/:travellerId')
  @ApiOperation({ summary: 'The stitched journey of one traveller, with its assessment' })
  @ApiResponse({ status: 404, description: 'No such traveller, or not yours to see' })
  async journey(@Caller() caller: Principal, @Param('travellerId') id: string): Promise<object> {
    const state = stateOf(caller);
    const row = await this.model.travellers.findOne({ _id: id, visibleTo: state });
    const view = row && present(row, state);
    if (!view) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return view;
  }

  @Get('statistics')
  @ApiOperation({
    summary: 'How many travellers, counted by up to three dimensions',
    description: 'Counts below ten are not shown, nor any from which they would follow.',
  })
  @ApiQueryOf(statisticsQuery)
  async statistics(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    const { by, since, until } = checked(statisticsQuery, query);
    const country = MEMBER_STATES.find(({ id }) => id === stateOf(caller))?.alpha2;
    const months = {
      ...(since && { $gte: since }),
      ...(until && { $lte: until }),
    };
    const groups = await this.model.travellers
      .aggregate<{ _id: Record<string, string>; count: number }>([
        {
          $match: {
            $or: [{ from: country }, { to: country }],
            ...((since ?? until) && { month: months }),
          },
        },
        ...(by.includes('corridor')
          ? [{ $unwind: { path: '$corridors', preserveNullAndEmptyArrays: false } }]
          : []),
        {
          $group: {
            _id: Object.fromEntries(by.map((name) => [name, DIMENSIONS[name]])),
            count: { $sum: 1 },
          },
        },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    const cells = groups.map(({ _id, count }): Cell => ({ dimensions: _id, count }));
    return {
      unit: 'travellers on one conveyance',
      by,
      ...suppress(cells),
      definition: { es: DEFINITION_ES, en: DEFINITION_EN },
    };
  }
}

const DEFINITION_ES =
  'Viajeros en listas aceptadas cuyo tramo empieza o termina en su Estado; celdas menores de 10 suprimidas';
const DEFINITION_EN =
  'Travellers on accepted lists whose leg begins or ends in your state; cells below 10 suppressed';

const stateOf = ({ state }: Principal): string => {
  const known = memberStateOf(state);
  if (!known) throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
  return known;
};

/** A row as the state's analysts may see it: without the person where protection is in charge. */
const present = (row: TravellerRow, state: string): object | undefined => {
  const { view } = release(releasable(row), state, 'enforcement');
  if (view === 'none') return undefined;
  const { _id, person, legs, indicators, families, outcome, matches, alertIds, versions } = row;
  if (view === 'stub') return { view, families, outcome };
  return {
    ...{ view, travellerId: _id, journeyId: row.journeyId, person, legs, indicators, families },
    ...{ outcome, matches, alertIds, versions, assessedAt: row.assessedAt },
  };
};

const presentAlert = (row: AlertRow, state: string): object | undefined => {
  const { alert } = row;
  if (!alert) return undefined;
  const { view } = release(alert, state, 'enforcement');
  if (view === 'none') return undefined;
  const fate = { delivered: row.delivered?.[state], disposed: row.disposed?.[state] };
  if (view === 'stub') return { alertId: row._id, view, ...fate };
  const { alertId, kind, travellerId, person, legs, evidence, indicators, score, occurredAt } =
    alert;
  return {
    ...{ alertId, view, kind, travellerId, person, legs, evidence, indicators, score, occurredAt },
    ...fate,
  };
};
