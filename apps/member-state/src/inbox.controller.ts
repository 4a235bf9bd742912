import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import {
  ApiQueryOf,
  Caller,
  checked,
  HttpProblem,
  pageQuery,
  Roles,
  type Principal,
} from '@vigia/service';
import { Inbox } from './inbox';

export const STATE = Symbol('state');

@Controller('v1/inbox')
@ApiBearerAuth()
@Roles('authority')
export class InboxController {
  constructor(
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(STATE) private readonly state: string,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The newest alerts this state has received' })
  @ApiQueryOf(pageQuery)
  async newest(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    if (caller.state !== this.state) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    const { limit } = checked(pageQuery, query);
    const items = await this.inbox.newest(limit);
    return {
      items: items.map(({ alert, recalled, receivedAt, acknowledgedAt }) => ({
        ...alert,
        status: recalled ? 'recalled' : 'standing',
        recalled,
        receivedAt,
        acknowledgedAt,
      })),
    };
  }
}
