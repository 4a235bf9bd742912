import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Caller, checked, Roles, type Principal } from '@vigia/service';
import { z } from 'zod';
import { stateOf } from '../seen-by';
import { dryRunBody } from './dry-run-body';
import { DryRuns } from './dry-runs';

@Controller('v1/dry-runs')
@ApiBearerAuth()
@Roles('analyst')
export class DryRunsController {
  constructor(@Inject(DryRuns) private readonly runs: DryRuns) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Run a changed corridor or indicator over stored history',
    description:
      'Works in the background and raises no alert. The result has the journeys met, the overlap with the version in force, and the precision by your state’s dispositions.',
  })
  @ApiBody({ schema: z.toJSONSchema(dryRunBody, { io: 'input' }) as never })
  @ApiResponse({ status: 202, description: 'It runs; ask for its progress under its id' })
  @ApiResponse({
    status: 400,
    description: 'The corridor or a threshold is refused: line or path and reason of each problem',
  })
  @ApiResponse({ status: 429, description: 'Enough of them run already' })
  async start(@Caller() caller: Principal, @Body() body: unknown): Promise<object> {
    const wanted = checked(dryRunBody, body);
    return this.runs.start(stateOf(caller), caller.subject, wanted, new Date());
  }

  @Get()
  @ApiOperation({ summary: 'The dry runs of your state, newest first' })
  async list(@Caller() caller: Principal): Promise<object> {
    return { items: await this.runs.list(stateOf(caller)) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Progress and result of a dry run' })
  @ApiResponse({ status: 404, description: 'No such run, or not of your state' })
  async one(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    return this.runs.one(stateOf(caller), id);
  }
}
