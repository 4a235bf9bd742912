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
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import {
  ApiQueryOf,
  Caller,
  checked,
  pageQuery,
  readCursor,
  Roles,
  writeCursor,
  type Principal,
} from '@vigia/service';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { asCsv, wantsCsv } from '../csv';
import { ReadModel } from '../read-model';
import { stateOf } from '../seen-by';
import { countMatches, findMatches } from './find-matches';
import { matchesCsv } from './matches-csv';
import { presentMatches, type ShownJourney } from './present-match';
import { questionOf, routeMatchQuery, savedFilters } from './question';
import { savedQueryBody, SavedQueries, type SavedQuery } from './saved-queries';

interface Page {
  items: ShownJourney[];
  next?: string;
  truncated?: true;
}

const PAGE_DESCRIPTION =
  'Journeys that concern your state, as known now. `next` is absent on the last page; `truncated` means that the page ended because enough was read: go on with `next`.';

@Controller('v1')
@ApiBearerAuth()
@Roles('analyst')
export class MatchesController {
  constructor(
    @Inject(ReadModel) private readonly model: ReadModel,
    @Inject(SavedQueries) private readonly saved: SavedQueries,
  ) {}

  @Get('route-matches')
  @ApiOperation({
    summary: 'Journeys that answer a question about routes, latest departure first',
    description: PAGE_DESCRIPTION,
  })
  @ApiQueryOf(routeMatchQuery)
  @ApiProduces('application/json', 'text/csv')
  @ApiResponse({
    status: 200,
    description: 'A page of journeys; as CSV the header X-Next-Cursor leads on',
  })
  @ApiResponse({
    status: 400,
    description: 'A filter is wrong; `problems` names each, with the column of a pattern',
  })
  async routeMatches(
    @Caller() caller: Principal,
    @Query() query: unknown,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | string> {
    return this.page(caller, query, accept, reply);
  }

  @Get('route-matches/counts')
  @ApiOperation({
    summary: 'How many journeys the same question finds',
    description:
      'Journeys that you may read one by one, so the count is not suppressed. Exact up to 1,000; `atLeast` says that there may be more.',
  })
  @ApiQueryOf(savedFilters)
  async counts(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    return countMatches(this.model, questionOf(checked(savedFilters, query)), stateOf(caller));
  }

  @Post('saved-queries')
  @ApiOperation({ summary: 'Keep a question under a name, for yourself in your state' })
  @ApiBody({ schema: z.toJSONSchema(savedQueryBody, { io: 'input' }) as never })
  @ApiResponse({ status: 409, description: 'You have as many as one may have' })
  async save(@Caller() caller: Principal, @Body() body: unknown): Promise<SavedQuery> {
    const wanted = checked(savedQueryBody, body);
    return this.saved.save(caller.subject, stateOf(caller), wanted, new Date());
  }

  @Get('saved-queries')
  @ApiOperation({ summary: 'Your saved queries, oldest first' })
  async list(@Caller() caller: Principal): Promise<{ items: SavedQuery[] }> {
    return { items: await this.saved.list(caller.subject, stateOf(caller)) };
  }

  @Get('saved-queries/:id/matches')
  @ApiOperation({ summary: 'Ask a saved query now', description: PAGE_DESCRIPTION })
  @ApiQueryOf(pageQuery)
  @ApiProduces('application/json', 'text/csv')
  @ApiResponse({ status: 404, description: 'No such query, or not yours' })
  async run(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | string> {
    const page = checked(pageQuery, query);
    const saved = await this.saved.one(caller.subject, stateOf(caller), id);
    return this.page(caller, { ...saved.query, ...page }, accept, reply);
  }

  @Delete('saved-queries/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget a saved query' })
  @ApiResponse({ status: 404, description: 'No such query, or not yours' })
  async forget(@Caller() caller: Principal, @Param('id') id: string): Promise<void> {
    await this.saved.delete(caller.subject, stateOf(caller), id);
  }

  private async page(
    caller: Principal,
    query: unknown,
    accept: string | undefined,
    reply: FastifyReply,
  ): Promise<Page | string> {
    const { cursor, limit, ...filters } = checked(routeMatchQuery, query);
    const state = stateOf(caller);
    const after = readCursor(cursor);
    const found = await findMatches(this.model, questionOf(filters), state, { after, limit });
    const items = await presentMatches(this.model, found.matches, state);
    const next = found.next && writeCursor(found.next);
    if (!wantsCsv(accept)) {
      return { items, ...(next && { next }), ...(found.truncated && { truncated: true }) };
    }
    asCsv(reply, 'route-matches');
    if (next) void reply.header('x-next-cursor', next);
    return matchesCsv(items);
  }
}
