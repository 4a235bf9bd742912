import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Caller, HttpProblem, Roles, type Principal } from '@vigia/service';
import { ReadModel } from '../read-model';
import { isSeenBy, releasable, stateOf } from '../seen-by';
import { replayAssessment, type Replay } from './replay-assessment';

@Controller('v1/assessments')
@ApiBearerAuth()
@Roles('analyst')
export class ReplayController {
  constructor(@Inject(ReadModel) private readonly model: ReadModel) {}

  @Get(':id/replay')
  @ApiOperation({
    summary: 'Do the indicators of an assessment again, from the lists it rests on',
    description:
      'Compares byte by byte what came out then and what comes out now. `limits` says what is not done again, and why.',
  })
  @ApiResponse({ status: 404, description: 'No such assessment, or not yours to see' })
  async replay(@Caller() caller: Principal, @Param('id') id: string): Promise<Replay> {
    const state = stateOf(caller);
    const event = await this.model.assessments.byId(id);
    if (!event) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    const found = await this.model.rows(
      { _id: { $in: event.legs.map(({ travellerId }) => travellerId) } },
      { allVersions: true },
    );
    const then = { ...releasable(found, event.legs) };
    const recorded = { kind: 'indicators' as const, ...event };
    if (!isSeenBy(then, state) || !isSeenBy(recorded, state)) {
      throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    }
    return replayAssessment(event, new Map(found.map((row) => [row._id, row])));
  }
}
