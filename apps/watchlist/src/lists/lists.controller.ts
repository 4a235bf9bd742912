import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Caller, checked, HttpProblem, Roles, type Principal } from '@vigia/service';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { apiSchema, itemsOf } from '../api-schema';
import { Proposals } from '../edits/proposals';
import { proposalOf, proposalView } from '../edits/proposal-view';
import { Publications } from '../versions/publications';
import type { VersionRecord } from '../versions/revision';
import { Revisions } from '../versions/revisions';
import { Staging } from '../versions/staging';
import { listSettings, type ListDocument } from './list';
import { listView, versionView, viewOf } from './list-view';
import { Lists } from './lists';
import { ownList, stateOf } from './own-list';

const listId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/);

@Controller('v1/lists')
@ApiBearerAuth()
@Roles('list-owner')
export class ListsController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(Revisions) private readonly revisions: Revisions,
    @Inject(Staging) private readonly staging: Staging,
    @Inject(Publications) private readonly publications: Publications,
    @Inject(Proposals) private readonly proposals: Proposals,
  ) {}

  @Get()
  @Roles('list-owner', 'operator', 'auditor')
  @ApiOperation({ summary: 'The lists you may see, with version, size, age and staleness' })
  @ApiResponse({ status: 200, schema: apiSchema(itemsOf(listView)) })
  async all(@Caller() caller: Principal): Promise<object> {
    const lists = await this.lists.all();
    return { items: lists.filter((list) => maySee(caller, list)).map(now) };
  }

  @Get(':id')
  @Roles('list-owner', 'operator', 'auditor')
  @ApiOperation({ summary: 'One list' })
  @ApiResponse({ status: 200, schema: apiSchema(listView) })
  @ApiResponse({ status: 404, description: 'No such list, or not yours' })
  async one(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const list = await this.lists.find(id);
    if (!list || !maySee(caller, list)) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return now(list);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Create a list of your state, or change its settings',
    description:
      'Kind and sample mark stay after the first version (409). On a list with four eyes, giving them up waits for a second person (202).',
  })
  @ApiBody({ schema: apiSchema(listSettings, 'input') })
  @ApiResponse({ status: 200, schema: apiSchema(listView) })
  @ApiResponse({ status: 202, schema: apiSchema(proposalView), description: 'Proposed' })
  @ApiResponse({ status: 409, description: 'Kind or sample mark of a list with versions' })
  async save(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const settings = checked(listSettings, body);
    const owner = stateOf(caller);
    const known = await this.lists.find(checked(listId, id));
    if (known && known.owner !== owner) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    if (known?.fourEyes && !settings.fourEyes) {
      const change = { action: 'settings' as const, settings, reason: 'fourEyes: false' };
      void reply.status(202);
      return proposalOf(await this.proposals.add(id, change, caller.subject, new Date()));
    }
    await this.lists.save(id, owner, settings);
    await this.publications.publish(id).catch(() => false);
    return now(await ownList(this.lists, caller, id));
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm that a list is what it should be',
    description: 'As an import without changes: the same version, not stale any more.',
  })
  @ApiResponse({ status: 200, schema: apiSchema(listView) })
  @ApiResponse({ status: 409, description: 'An import of the list is under way' })
  async confirm(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const { _id } = await ownList(this.lists, caller, id);
    const stage = await this.staging.open(_id, 'confirmation', caller.subject, 1000);
    try {
      await stage.commit({ added: 0, changed: 0, removed: 0, growth: 0, confirms: true });
    } finally {
      await stage.abandon();
    }
    await this.publications.publish(_id).catch(() => false);
    return now(await ownList(this.lists, caller, _id));
  }

  @Get(':id/versions')
  @Roles('list-owner', 'operator', 'auditor')
  @ApiOperation({ summary: 'The newest hundred versions and confirmations of a list' })
  @ApiResponse({ status: 200, schema: apiSchema(itemsOf(versionView)) })
  async versions(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const list = await this.lists.find(id);
    if (!list || !maySee(caller, list)) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return { items: (await this.revisions.versionsOf(list)).map(versionOf) };
  }
}

const now = (list: ListDocument): object => viewOf(list, new Date());

const maySee = (caller: Principal, { owner }: ListDocument): boolean =>
  caller.role !== 'list-owner' || owner === caller.state;

/** A version without the row problems of its import. */
const versionOf = ({ _id, listId: _list, problems: _problems, ...version }: VersionRecord) =>
  version;
