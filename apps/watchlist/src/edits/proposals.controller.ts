import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ApiQueryOf, Caller, checked, HttpProblem, Roles, type Principal } from '@vigia/service';
import { z } from 'zod';
import { apiSchema, itemsOf } from '../api-schema';
import { Lists } from '../lists/lists';
import { ownList } from '../lists/own-list';
import { Publications } from '../versions/publications';
import type { editEntry } from './edit-entry';
import { EDIT } from './entries.controller';
import { decisionBody } from './entry-change';
import { proposalOf, proposalView } from './proposal-view';
import { mayApprove, Proposals, type Proposal } from './proposals';

const proposalsQuery = z.object({ state: z.enum(['open', 'approved', 'rejected']).optional() });

@Controller('v1/lists/:id/proposals')
@ApiBearerAuth()
@Roles('list-owner')
export class ProposalsController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(Proposals) private readonly proposals: Proposals,
    @Inject(Publications) private readonly publications: Publications,
    @Inject(EDIT) private readonly edit: ReturnType<typeof editEntry>,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Changes that wait for a second person, newest first, and earlier ones',
  })
  @ApiQueryOf(proposalsQuery)
  @ApiResponse({ status: 200, schema: apiSchema(itemsOf(proposalView)) })
  async all(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const { state } = checked(proposalsQuery, query);
    return { items: (await this.proposals.ofList(list._id, state)).map(proposalOf) };
  }

  @Post(':proposalId/approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Approve a change, as another person than the one who proposed it',
    description: 'The change is live and published, or on its way, when the answer comes.',
  })
  @ApiResponse({ status: 200, schema: apiSchema(proposalView) })
  @ApiResponse({ status: 403, description: 'The proposal is your own' })
  @ApiResponse({ status: 409, description: 'Decided already, or an import is under way' })
  async approve(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('proposalId') proposalId: string,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const proposal = await this.proposal(list._id, proposalId);
    mayApprove(proposal, caller.subject);
    const approved = { by: caller.subject, proposalId, at: new Date() };
    const { change, by } = proposal;
    if (change.action === 'settings') {
      await this.proposals.markApproved(proposalId, approved.by, approved.at);
      await this.lists.save(list._id, list.owner, change.settings);
      await this.publications.publish(list._id).catch(() => false);
    } else await this.edit(list, change, { by, approved });
    return proposalOf(await this.proposal(list._id, proposalId));
  }

  @Post(':proposalId/reject')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reject a change; whoever proposed it may also take it back' })
  @ApiBody({ schema: apiSchema(decisionBody, 'input'), required: false })
  @ApiResponse({ status: 200, schema: apiSchema(proposalView) })
  @ApiResponse({ status: 409, description: 'Decided already' })
  async reject(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('proposalId') proposalId: string,
    @Body() body: unknown,
  ): Promise<object> {
    const list = await ownList(this.lists, caller, id);
    const { reason } = checked(decisionBody, body ?? {});
    await this.proposal(list._id, proposalId);
    await this.proposals.markRejected(proposalId, caller.subject, new Date(), reason);
    return proposalOf(await this.proposal(list._id, proposalId));
  }

  private async proposal(listId: string, proposalId: string): Promise<Proposal> {
    const proposal = await this.proposals.find(listId, proposalId);
    if (!proposal) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return proposal;
  }
}
