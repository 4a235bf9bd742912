import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { INDICATORS } from '@vigia/indicators';
import { ApiQueryOf, Caller, checked, Roles, type Principal } from '@vigia/service';
import { z } from 'zod';
import { ReadModel } from '../read-model';
import { countryOf, stateOf } from '../seen-by';
import { month, periodOf } from '../statistics/statistics-query';
import { shownPatterns } from './boarding-patterns';

const boardingQuery = z.strictObject({
  since: month.describe('first month; default: the present one').optional(),
  until: month.describe('last month').optional(),
});

@Controller('v1/boarding-patterns')
@ApiBearerAuth()
@Roles('analyst')
export class BoardingController {
  constructor(@Inject(ReadModel) private readonly model: ReadModel) {}

  @Get()
  @ApiOperation({
    summary: 'Carriers and stops where lists and boarding differ again and again (M1)',
    description:
      'Whole months, departures with a close-out, journeys from or to your state. Of carriers and never of a person: a stop where in some month fewer than ten boarded, or fewer than ten did not, is left out.',
  })
  @ApiQueryOf(boardingQuery)
  @ApiResponse({ status: 400, description: 'A period that is none' })
  async patterns(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    const period = periodOf(checked(boardingQuery, query), undefined, new Date());
    const state = stateOf(caller);
    const country = countryOf(state);
    const definition = INDICATORS.find(({ id }) => id === 'M1')?.text;
    return { period, definition, items: await shownPatterns(this.model, country, period) };
  }
}
