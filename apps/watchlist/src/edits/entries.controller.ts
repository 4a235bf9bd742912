import { Body, Controller, Delete, Get, Inject, Param, Put, Query, Res } from '@nestjs/common';
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
import type { FastifyReply } from 'fastify';
import { apiSchema, itemsOf } from '../api-schema';
import type { ListDocument } from '../lists/list';
import { Lists } from '../lists/lists';
import { ownList } from '../lists/own-list';
import { keyOf } from '../versions/revision';
import { Revisions } from '../versions/revisions';
import type { editEntry } from './edit-entry';
import {
  entryIdText,
  entryOf,
  putEntryBody,
  removeEntryBody,
  type EntryChange,
} from './entry-change';
import { editView, entryView, presentEntry, presentRevision, revisionView } from './entry-view';
import { readVersionCursor, writeVersionCursor } from './version-cursor';
import { proposalOf, proposalView } from './proposal-view';
import { Proposals } from './proposals';

export const EDIT = Symbol('editEntry');

const PROPOSED = {
  status: 202,
  schema: apiSchema(proposalView),
  description: 'Waits for a second person',
};
const EDITED = { status: 200, schema: apiSchema(editView) };
const BUSY = { status: 409, description: 'An import of the list is under way' };

@Controller('v1/lists/:id/entries')
@ApiBearerAuth()
@Roles('list-owner')
export class EntriesController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(Revisions) private readonly revisions: Revisions,
    @Inject(Proposals) private readonly proposals: Proposals,
    @Inject(EDIT) private readonly edit: ReturnType<typeof editEntry>,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The entries of a list, page by page',
    description:
      'All pages that follow one another are of one version, whatever happens meanwhile.',
  })
  @ApiQueryOf(pageQuery)
  @ApiResponse({ status: 200, schema: apiSchema(itemsOf(entryView)) })
  async page(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const { cursor, limit } = checked(pageQuery, query);
    const { version, after } = readVersionCursor(cursor, list.version);
    const items = await this.revisions.page({ _id: list._id, version }, after, limit);
    const last = items.at(-1);
    return {
      items: items.map(presentEntry),
      ...(items.length === limit && last && { next: writeVersionCursor(version, last.key) }),
    };
  }

  @Get(':entryId')
  @ApiOperation({ summary: 'One entry, with who wrote it last and why' })
  @ApiResponse({ status: 200, schema: apiSchema(revisionView) })
  @ApiResponse({ status: 404, description: 'No such entry on a list of yours' })
  async one(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('entryId') entryId: string,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const found = await this.revisions.byKey(list, keyFrom(list, entryId));
    if (found?.status !== 'active') throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return presentRevision(found);
  }

  @Get(':entryId/history')
  @ApiOperation({ summary: 'Every state of an entry, oldest first: when, by whom, why' })
  @ApiResponse({ status: 200, schema: apiSchema(itemsOf(revisionView)) })
  async history(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('entryId') entryId: string,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const found = await this.revisions.history(list, keyFrom(list, entryId));
    if (found.length === 0) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return { items: found.map(presentRevision) };
  }

  @Put(':entryId')
  @ApiOperation({ summary: 'Add an entry by hand, or change one' })
  @ApiBody({ schema: apiSchema(putEntryBody, 'input') })
  @ApiResponse(EDITED)
  @ApiResponse(PROPOSED)
  @ApiResponse(BUSY)
  async put(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const { entry, reason, expiresAt } = checked(putEntryBody, body);
    const key = keyFrom(list, entryId);
    if (expiresAt && new Date(expiresAt) <= new Date()) {
      throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
        es: 'expiresAt ya pasó',
        en: 'expiresAt is in the past',
      });
    }
    return this.change(list, caller, reply, {
      action: 'put',
      entryId: key,
      entry: entryOf(list._id, key, entry),
      reason,
      ...(expiresAt && { expiresAt: new Date(expiresAt) }),
    });
  }

  @Delete(':entryId')
  @ApiOperation({ summary: 'Withdraw an entry' })
  @ApiBody({ schema: apiSchema(removeEntryBody, 'input') })
  @ApiResponse(EDITED)
  @ApiResponse(PROPOSED)
  @ApiResponse(BUSY)
  async remove(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const { reason } = checked(removeEntryBody, body);
    const key = keyFrom(list, entryId);
    const known = await this.revisions.byKey(list, key);
    if (known?.status !== 'active') throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return this.change(list, caller, reply, { action: 'remove', entryId: key, reason });
  }

  private async change(
    list: ListDocument,
    { subject: by }: Principal,
    reply: FastifyReply,
    change: EntryChange,
  ): Promise<object> {
    if (!list.fourEyes) return this.edit(list, change, { by });
    void reply.status(202);
    return proposalOf(await this.proposals.add(list._id, change, by, new Date()));
  }
}

const keyFrom = ({ _id }: ListDocument, entryId: string): string =>
  keyOf(_id, checked(entryIdText, entryId));
