import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import {
  ApiQueryOf,
  Caller,
  checked,
  HttpProblem,
  pageQuery,
  Roles,
  type Principal,
} from '@vigia/service';
import { z } from 'zod';
import type { importList } from './import-list';
import { listSettings, type ImportReport, type ListDocument } from './list';
import { Lists } from './lists';
import { importBody } from './read-import';

export const IMPORT = Symbol('importList');

const listId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/);

@Controller('v1/lists')
@ApiBearerAuth()
@Roles('list-owner')
export class ListsController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(IMPORT) private readonly runImport: ReturnType<typeof importList>,
  ) {}

  @Get()
  @Roles('list-owner', 'operator', 'auditor')
  @ApiOperation({ summary: 'The lists you may see, with version, size and age' })
  async all(@Caller() caller: Principal): Promise<object> {
    const lists = await this.lists.all();
    const visible = lists.filter(
      ({ owner }) => caller.role !== 'list-owner' || owner === caller.state,
    );
    return { items: visible.map(present) };
  }

  @Put(':id')
  @ApiOperation({ summary: 'Create a list of your state, or change its settings' })
  @ApiBody({ schema: z.toJSONSchema(listSettings, { io: 'input' }) as never })
  async save(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<object> {
    const settings = checked(listSettings, body);
    const known = await this.lists.find(checked(listId, id));
    if (known && known.owner !== caller.state) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    await this.lists.save(id, stateOf(caller), settings);
    return present(await this.own(caller, id));
  }

  @Post(':id/imports')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a new version of a list',
    description: 'Answers when every change is published. Only differences are.',
  })
  @ApiBody({ schema: z.toJSONSchema(importBody, { io: 'input' }) as never })
  @ApiResponse({ status: 422, description: 'Refused; the live list is unchanged' })
  async import(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ImportReport> {
    const list = await this.own(caller, id);
    return this.runImport(list, checked(importBody, body), caller.subject);
  }

  @Get(':id/imports')
  @ApiOperation({ summary: 'The history of a list' })
  async history(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const list = await this.own(caller, id);
    return { items: await this.lists.history(list._id) };
  }

  @Get(':id/entries')
  @ApiOperation({ summary: 'The entries of a list, page by page' })
  @ApiQueryOf(pageQuery)
  async entries(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<object> {
    const list = await this.own(caller, id);
    const { cursor, limit } = checked(pageQuery, query);
    const items = await this.lists.page(list._id, cursor ?? '', limit);
    const last = items.at(-1);
    return {
      items: items.map(({ listVersion, entry }) => ({ listVersion, ...entry })),
      ...(items.length === limit && last && { next: last._id }),
    };
  }

  /** The list if the caller's state owns it; another's answers like an absent one. */
  private async own(caller: Principal, id: string): Promise<ListDocument> {
    const list = await this.lists.find(id);
    if (!list || list.owner !== caller.state) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return list;
  }
}

const stateOf = ({ state }: Principal): string => {
  if (!state) throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
  return state;
};

const present = ({ _id, ...list }: ListDocument): object => ({ listId: _id, ...list });
