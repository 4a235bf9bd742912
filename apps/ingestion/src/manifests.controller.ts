import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import { Caller, HttpProblem, Roles, type Principal } from '@vigia/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RECEIPT_SCHEMA } from './api-schemas';
import type { Receipt } from './receipt';
import { Receipts } from './receipts';
import type { submitManifest } from './submit-manifest';
import { readTrip } from './trip-facts';

export const SUBMIT = Symbol('submitManifest');

@Controller('v1')
@ApiBearerAuth()
@Roles('carrier')
export class ManifestsController {
  constructor(
    @Inject(SUBMIT) private readonly submit: ReturnType<typeof submitManifest>,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  @Post('manifests')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Submit a passenger list',
    description:
      'JSON, CSV or UN/EDIFACT PAXLST. The answer comes when the list is safely on its way; it tells what was read, row by row. Sending the same bytes again gives the same receipt.',
  })
  @ApiConsumes('application/json', 'text/csv', 'application/edifact')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 200 characters' })
  @ApiQuery({ name: 'journeyId', required: false, description: 'For CSV: service or trip number' })
  @ApiQuery({ name: 'departure', required: false, description: 'For CSV: local, 2026-07-03T05:00' })
  @ApiQuery({ name: 'arrival', required: false, description: 'For CSV: local, 2026-07-03T13:00' })
  @ApiQuery({ name: 'from', required: false, description: 'For CSV: UN/LOCODE or IATA code' })
  @ApiQuery({ name: 'to', required: false, description: 'For CSV: UN/LOCODE or IATA code' })
  @ApiQuery({ name: 'mode', required: false, enum: ['road', 'air', 'rail', 'sea'] })
  @ApiResponse({
    status: 202,
    description: 'Accepted, in whole or in part',
    schema: RECEIPT_SCHEMA,
  })
  @ApiResponse({ status: 413, description: 'The body is too large' })
  @ApiResponse({ status: 415, description: 'The content type is not supported' })
  @ApiResponse({ status: 422, description: 'Nothing could be accepted; the findings say why' })
  async post(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Caller() caller: Principal,
    @Query() query: Record<string, unknown>,
    @Headers('content-type') contentType?: string,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<Receipt> {
    if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) {
      throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
        es: 'Idempotency-Key: de 1 a 200 caracteres visibles',
        en: 'Idempotency-Key: 1 to 200 visible characters',
      });
    }
    const trip = readTrip(query, carrierOf(caller));
    const { receipt, repeated } = await this.submit({
      carrierId: carrierOf(caller),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      ...(contentType && { contentType }),
      ...(idempotencyKey && { idempotencyKey }),
      ...(trip && { trip }),
    });
    if (repeated) reply.header('vigia-repeated', 'true');
    reply.header('location', `/v1/receipts/${receipt.receiptId}`);
    return receipt;
  }

  @Get('receipts/:id')
  @ApiOperation({ summary: 'A receipt of your own' })
  @ApiResponse({ status: 200, schema: RECEIPT_SCHEMA })
  @ApiResponse({ status: 404, description: 'No such receipt, or not yours' })
  async receipt(@Caller() caller: Principal, @Param('id') id: string): Promise<Receipt> {
    const found = await this.receipts.ofCarrier(carrierOf(caller), id);
    if (!found) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return found.receipt;
  }

  @Get('manifests/:id')
  @ApiOperation({ summary: 'One of your lists, with the receipt it came in' })
  @ApiResponse({ status: 404, description: 'No such list, or not yours' })
  async manifest(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const found = await this.receipts.ofManifest(carrierOf(caller), id);
    const manifest = found?.receipt.manifests.find(({ manifestId }) => manifestId === id);
    if (!found || !manifest) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return { ...manifest, receipt: found.receipt };
  }
}

const carrierOf = ({ carrier }: Principal): string => {
  if (!carrier) throw new HttpProblem(403, 'VIGIA_UNKNOWN_CARRIER');
  return carrier;
};
