import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
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
  ApiProduces,
  ApiResponse,
} from '@nestjs/swagger';
import { ApiQueryOf, Caller, checked, Roles, type Principal } from '@vigia/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  CANCEL_SCHEMA,
  CLOSE_OUT_SCHEMA,
  LIST_SCHEMA,
  PREVIEW_SCHEMA,
  RECEIPT_SCHEMA,
} from './api-schemas';
import { carrierOf, idempotencyKeyOf, languageOf, wantsCusres } from './caller';
import { OwnLists } from './lists/own-lists';
import type { ShownList } from './lists/show-list';
import { previewOf, type Preview } from './preview';
import { readUpload } from './read-upload';
import type { Receipt } from './receipt';
import type { ListAction, orderList } from './submission/list-orders';
import type { ReplacedList, Submission } from './submission/read-submission';
import { refusalOf } from './submission/refusal';
import type { submitManifest } from './submit-manifest';
import type { Taken } from './submission/take-in';
import { readQuery, submissionQuery, tripOf, tripOfList } from './submission/trip-facts';

export const SUBMIT = Symbol('submitManifest');
export const ORDER = Symbol('orderList');

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TYPES = ['application/json', 'text/csv', 'application/edifact', XLSX, 'multipart/form-data'];
const EDIFACT = 'application/edifact';

const version = z.coerce.number().int().min(0).max(1_000_000).optional();
const between = z.strictObject({ from: version, to: version });

type AnswerHeaders = Readonly<Record<string, string | undefined>>;

@Controller('v1')
@ApiBearerAuth()
@Roles('carrier')
export class ManifestsController {
  constructor(
    @Inject(SUBMIT) private readonly submit: ReturnType<typeof submitManifest>,
    @Inject(ORDER) private readonly order: ReturnType<typeof orderList>,
    @Inject(OwnLists) private readonly lists: OwnLists,
  ) {}

  @Post('manifests')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Submit a passenger list',
    description:
      'JSON, CSV, XLSX or UN/EDIFACT PAXLST, as it is or as the file of a form. The answer comes when the list is safely on its way; it tells what was read, row by row. Sending the same bytes again gives the same receipt. With `test=true` the list is only checked; with `preview=true` the answer (200) tells how the file is understood, and nothing is stored.',
  })
  @ApiConsumes(...TYPES)
  @ApiProduces('application/json', EDIFACT)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 200 characters' })
  @ApiQueryOf(submissionQuery)
  @ApiResponse({ status: 200, description: 'A preview', schema: PREVIEW_SCHEMA })
  @ApiResponse({
    status: 202,
    description:
      'Accepted, in whole or in part; a CUSRES 962 for those who accept application/edifact',
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
    @Headers() headers: AnswerHeaders,
  ): Promise<Receipt | Preview | string> {
    const { submission, preview } = await submissionOf(request, caller, query, headers);
    if (preview) {
      reply.status(200);
      return previewOf(submission, new Date());
    }
    return answer(await this.submit(submission), reply, headers);
  }

  @Get('manifests/:id')
  @ApiOperation({
    summary: 'One of your lists and everything sent about its trip',
    description:
      'The timeline of versions, the parts that have come, and what changed between two versions (`from`, `to`; the last change by default). Travellers are named by their ids; no other fact of theirs is kept.',
  })
  @ApiQueryOf(between)
  @ApiResponse({ status: 200, schema: LIST_SCHEMA })
  @ApiResponse({ status: 404, description: 'No such list, or not yours' })
  async manifest(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<ShownList> {
    return this.lists.show(caller, id, checked(between, query));
  }

  @Put('manifests/:id')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a new version that is the whole list',
    description:
      'Who is missing from it is taken off the list; the receipt names them. The trip stays the same: another one is a list of its own.',
  })
  @ApiConsumes(...TYPES)
  @ApiProduces('application/json', EDIFACT)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 200 characters' })
  @ApiQueryOf(submissionQuery)
  @ApiResponse({ status: 202, schema: RECEIPT_SCHEMA })
  @ApiResponse({ status: 404, description: 'No such list, or not yours' })
  @ApiResponse({ status: 409, description: 'Another trip, or the list is no longer kept' })
  @ApiResponse({ status: 422, description: 'Nothing could be accepted; the findings say why' })
  async put(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Headers() headers: AnswerHeaders,
  ): Promise<Receipt | Preview | string> {
    const list = await this.lists.current(caller, id);
    const replaces = {
      conveyanceKey: list._id,
      version: list.version,
      trip: tripOfList(list.trip),
    };
    const { submission, preview } = await submissionOf(request, caller, query, headers, replaces);
    if (preview) {
      reply.status(200);
      return previewOf(submission, new Date());
    }
    return answer(await this.submit(submission), reply, headers);
  }

  @Post('manifests/:id/cancel')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Cancel the trip, or take travellers off its list',
    description: 'Without `travellers` everybody is taken off.',
  })
  @ApiConsumes('application/json')
  @ApiBody({ required: false, schema: CANCEL_SCHEMA })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 200 characters' })
  @ApiResponse({ status: 202, schema: RECEIPT_SCHEMA })
  @ApiResponse({ status: 404, description: 'No such list, or not yours' })
  @ApiResponse({ status: 409, description: 'The list is no longer kept' })
  async cancel(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers() headers: AnswerHeaders,
  ): Promise<Receipt | string> {
    return this.ordered('cancel', request, reply, caller, id, headers);
  }

  @Post('manifests/:id/close-out')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Tell who was on board',
    description:
      'Name those on board (`onBoard`) or those who were not (`notOnBoard`), by id, reference, booking, ticket, seat or document. An empty object only closes the list.',
  })
  @ApiConsumes('application/json')
  @ApiBody({ required: false, schema: CLOSE_OUT_SCHEMA })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 200 characters' })
  @ApiResponse({ status: 202, schema: RECEIPT_SCHEMA })
  @ApiResponse({ status: 404, description: 'No such list, or not yours' })
  @ApiResponse({ status: 409, description: 'The list is no longer kept' })
  async closeOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers() headers: AnswerHeaders,
  ): Promise<Receipt | string> {
    return this.ordered('close-out', request, reply, caller, id, headers);
  }

  private async ordered(
    action: ListAction,
    request: FastifyRequest,
    reply: FastifyReply,
    caller: Principal,
    manifestId: string,
    headers: AnswerHeaders,
  ): Promise<Receipt | string> {
    const list = await this.lists.current(caller, manifestId);
    const idempotencyKey = idempotencyKeyOf(headers['idempotency-key']);
    const taken = await this.order({
      action,
      list,
      carrierId: carrierOf(caller),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      ...(idempotencyKey && { idempotencyKey }),
    });
    return answer(taken, reply, headers);
  }
}

const submissionOf = async (
  request: FastifyRequest,
  caller: Principal,
  query: Record<string, unknown>,
  headers: AnswerHeaders,
  replaces?: ReplacedList,
): Promise<{ submission: Submission; preview: boolean }> => {
  const carrierId = carrierOf(caller);
  const idempotencyKey = idempotencyKeyOf(headers['idempotency-key']);
  const { body, contentType, file, fields } = await readUpload(request);
  const facts = readQuery({ ...query, ...fields });
  const submission = {
    carrierId,
    body,
    trip: tripOf(facts, carrierId),
    language: languageOf(headers['accept-language']),
    ...(contentType && { contentType }),
    ...(file && { file }),
    ...(idempotencyKey && { idempotencyKey }),
    ...(facts.test && { test: true }),
    ...(replaces && { replaces }),
  };
  return { submission, preview: facts.preview === true };
};

const answer = (
  { receipt, cusres, repeated }: Taken,
  reply: FastifyReply,
  { accept }: AnswerHeaders,
): Receipt | string => {
  if (repeated) reply.header('vigia-repeated', 'true');
  reply.header('location', `/v1/receipts/${receipt.receiptId}`);
  const rejected = receipt.status === 'rejected';
  if (cusres !== undefined && wantsCusres(accept)) {
    reply.status(rejected ? 422 : 202).header('content-type', `${EDIFACT}; charset=us-ascii`);
    return cusres;
  }
  if (rejected) throw refusalOf(receipt);
  return receipt;
};
