import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { ApiQueryOf, Caller, checked, HttpProblem, Roles, type Principal } from '@vigia/service';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { asCsv, wantsCsv } from '../csv';
import { ReadModel } from '../read-model';
import { countryOf, stateOf } from '../seen-by';
import { coverageOf, expectedCarrierBody, ExpectedCarriers } from './coverage';
import { definitionOf } from './definitions';
import { compareTables, flowTable, type FlowTable } from './flow-table';
import { Flows, type Dimension } from './flows';
import { corridorPressure } from './pressure';
import { seriesBody, SeriesStore, type ShownSeries } from './series';
import { periodOf, statisticsQuery, type Period } from './statistics-query';
import { cellsCsv } from './statistics-csv';

const pressureQuery = z.strictObject({
  by: z.enum(['corridor', 'indicator']).default('corridor'),
  since: z.iso.date().describe('first day; default: 26 weeks ago').optional(),
  until: z.iso.date().describe('last day; default: the last known').optional(),
});

const DAY_MS = 24 * 3600 * 1000;

@Controller('v1')
@ApiBearerAuth()
@Roles('analyst')
export class StatisticsController {
  constructor(
    @Inject(ReadModel) private readonly model: ReadModel,
    @Inject(Flows) private readonly flows: Flows,
    @Inject(SeriesStore) private readonly series: SeriesStore,
    @Inject(ExpectedCarriers) private readonly expected: ExpectedCarriers,
  ) {}

  @Get('statistics')
  @ApiOperation({
    summary: 'How many travelled to and from your state, by up to three dimensions and by month',
    description:
      'Counts below ten are not shown, nor any from which they would follow, month by month; a sum over months leaves suppressed months out and says how many. Two periods side by side with compareSince and compareUntil.',
  })
  @ApiQueryOf(statisticsQuery)
  @ApiProduces('application/json', 'text/csv')
  @ApiResponse({ status: 400, description: 'An unknown dimension, or a period that is none' })
  async statistics(
    @Caller() caller: Principal,
    @Query() query: unknown,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const wanted = checked(statisticsQuery, query);
    const state = stateOf(caller);
    const country = countryOf(state);
    const known = await this.flows.known();
    const period = periodOf(wanted, known, new Date());
    const table = await this.table(country, wanted.by, period);
    const compared = await this.compared(country, wanted, known, table);
    const legacy = wanted.series && (await this.series.one(state, wanted.series, period));
    if (wantsCsv(accept)) {
      asCsv(reply, 'statistics');
      return cellsCsv(wanted.by, table.cells);
    }
    return {
      unit: 'travellers on one conveyance',
      by: wanted.by,
      period,
      ...table,
      ...(compared && { comparison: compared }),
      ...(legacy && { series: [legacy] }),
      coverage: await coverageOf(this.flows, this.expected, { state, country }, period),
      definition: definitionOf(wanted.by),
    };
  }

  @Get('corridor-pressure')
  @ApiOperation({
    summary: 'How many journeys met each corridor or indicator, by ISO week',
    description: 'Also those that made no alert. Each week is suppressed on its own.',
  })
  @ApiQueryOf(pressureQuery)
  @ApiProduces('application/json', 'text/csv')
  async pressure(
    @Caller() caller: Principal,
    @Query() query: unknown,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { by, since, until } = checked(pressureQuery, query);
    const from = since ? new Date(`${since}T00:00:00Z`) : new Date(Date.now() - 182 * DAY_MS);
    const to = until ? new Date(Date.parse(`${until}T00:00:00Z`) + DAY_MS) : new Date(8.64e15);
    const cells = await corridorPressure(this.model, stateOf(caller), by, wholeWeeks(from, to));
    if (wantsCsv(accept)) {
      asCsv(reply, 'corridor-pressure');
      return cellsCsv(['week', by], cells);
    }
    return { unit: 'journeys', by: ['week', by], cells, definition: definitionOf(['week', by]) };
  }

  @Post('statistics/series')
  @Roles('analyst', 'operator')
  @ApiOperation({ summary: 'Store a series of the past with the cell that every figure is from' })
  @ApiBody({ schema: z.toJSONSchema(seriesBody, { io: 'input' }) as never })
  async store(@Caller() caller: Principal, @Body() body: unknown): Promise<ShownSeries> {
    const wanted = checked(seriesBody, body);
    return this.series.store(stateOf(caller), caller.subject, wanted, new Date());
  }

  @Get('statistics/series')
  @Roles('analyst', 'operator')
  @ApiOperation({ summary: 'The stored series of your state' })
  async list(@Caller() caller: Principal): Promise<{ items: ShownSeries[] }> {
    return { items: await this.series.list(stateOf(caller)) };
  }

  @Delete('statistics/series/:id')
  @Roles('analyst', 'operator')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a stored series' })
  @ApiResponse({ status: 404, description: 'No such series, or not of your state' })
  async forget(@Caller() caller: Principal, @Param('id') id: string): Promise<void> {
    await this.series.delete(stateOf(caller), id);
  }

  @Put('expected-carriers/:code')
  @Roles('operator')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say from when to when a carrier serves your state, for the coverage' })
  @ApiBody({ schema: z.toJSONSchema(expectedCarrierBody, { io: 'input' }) as never })
  async expect(
    @Caller() caller: Principal,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<void> {
    if (!/^[A-Za-z0-9]{2,20}$/.test(code)) throw new HttpProblem(400, 'VIGIA_BAD_REQUEST');
    const wanted = checked(expectedCarrierBody, body);
    await this.expected.set(stateOf(caller), code.toUpperCase(), wanted);
  }

  private async table(country: string, by: readonly string[], period: Period): Promise<FlowTable> {
    const dimensions = by.filter((name) => name !== 'month') as Dimension[];
    return flowTable(await this.flows.count(country, dimensions, period), by.includes('month'));
  }

  private async compared(
    country: string,
    { by, compareSince, compareUntil }: z.infer<typeof statisticsQuery>,
    known: Period | undefined,
    table: FlowTable,
  ): Promise<object | undefined> {
    if (!compareSince && !compareUntil) return undefined;
    const wanted = { since: compareSince, until: compareUntil };
    const period = periodOf(wanted, known, new Date(), 'compareUntil');
    // Months of two periods are never equal, so a comparison is by the other dimensions.
    const others = by.filter((name) => name !== 'month');
    const before = await this.table(country, others, period);
    const now = by.includes('month') ? withoutMonths(table) : table;
    return { period, cells: compareTables(now, before), total: before.total };
  }
}

/** Weeks that a period cuts are left out whole, so that no two periods differ by a few days. */
const wholeWeeks = (from: Date, to: Date): { since: Date; until: Date } => ({
  since: new Date(from.getTime() + ((8 - weekday(from)) % 7) * DAY_MS),
  until: new Date(to.getTime() - (weekday(to) - 1) * DAY_MS),
});

/** 1 is Monday. */
const weekday = (day: Date): number => (Number.isNaN(day.getTime()) ? 1 : day.getUTCDay() || 7);

const withoutMonths = ({ cells, incomplete }: FlowTable): FlowTable => {
  const rows = new Map<string, FlowTable['cells'][number]>();
  for (const { dimensions: all, count } of cells) {
    const { month: _, ...dimensions } = all;
    const key = JSON.stringify(Object.entries(dimensions).sort());
    const known = rows.get(key);
    const hidden = (known?.suppressedMonths ?? 0) + (count === undefined ? 1 : 0);
    const sum = count === undefined ? known?.count : (known?.count ?? 0) + count;
    rows.set(key, {
      dimensions,
      ...(sum === undefined ? { suppressed: true as const } : { count: sum }),
      ...(hidden > 0 && { suppressedMonths: hidden }),
    });
  }
  return { cells: [...rows.values()], ...(incomplete && { incomplete }) };
};
