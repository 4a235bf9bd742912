import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ApiQueryOf, Caller, checked, HttpProblem, Roles, type Principal } from '@vigia/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { apiSchema, itemsOf } from '../api-schema';
import { Lists } from '../lists/lists';
import { ownList } from '../lists/own-list';
import { Revisions } from '../versions/revisions';
import { importBody, importQuery, requestOf } from './import-body';
import type { importList, ImportRequest } from './import-list';
import { problemSchema, reportSchema, type ImportReport } from './import-report';
import { FILE_TYPES, Uploads } from './upload';

export const IMPORT = Symbol('importList');

const part = { type: 'string', format: 'binary' } as const;
const historyView = z.looseObject({
  ...reportSchema.omit({ listId: true, dryRun: true, published: true, problems: true }).shape,
  problems: z.array(problemSchema),
  at: z.iso.datetime(),
  by: z.string(),
});

@Controller('v1/lists/:id/imports')
@ApiBearerAuth()
@Roles('list-owner')
export class ImportsController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(Revisions) private readonly revisions: Revisions,
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject(IMPORT) private readonly runImport: ReturnType<typeof importList>,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a new version of a list, all of it or nothing',
    description:
      'Three forms: a JSON document with format and texts; the file itself as the body; or multipart/form-data with the parts `list`, or for OFAC `sdn`, `alt`, `comments`, `add`. The latter two need `format` in the address and are not held in memory. Answers when the version is live and its changes are published (202 when Kafka is slow: they are on their way). An import without changes confirms the live version.',
  })
  @ApiConsumes('application/json', 'multipart/form-data', ...FILE_TYPES)
  @ApiQueryOf(importQuery)
  @ApiBody({
    schema: {
      oneOf: [
        apiSchema(importBody, 'input'),
        { ...part, description: 'the file itself; needs `format` in the address' },
        {
          type: 'object',
          description: 'multipart/form-data: `list`, or for OFAC `sdn` and what goes with it',
          properties: { list: part, sdn: part, alt: part, comments: part, add: part },
        },
      ],
    },
  })
  @ApiResponse({ status: 200, schema: apiSchema(reportSchema) })
  @ApiResponse({
    status: 202,
    schema: apiSchema(reportSchema),
    description: 'Live; not all published',
  })
  @ApiResponse({ status: 409, description: 'Another import of this list is under way' })
  @ApiResponse({ status: 413, description: 'Too large' })
  @ApiResponse({ status: 422, description: 'Refused; the live list is unchanged' })
  async import(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportReport> {
    const list = await ownList(this.lists, caller, id);
    const { format, ...flags } = checked(importQuery, query);
    const run = async (what: ImportRequest): Promise<ImportReport> => {
      const report = await this.runImport(list, what, caller.subject);
      if (!report.dryRun && !report.published) void reply.status(202);
      return report;
    };
    const allowShrink = flags.allowShrink === 'true';
    const dryRun = flags.dryRun === 'true';
    if (!request.isMultipart() && !isStream(request.body)) {
      if (request.body === undefined) throw new HttpProblem(400, 'VIGIA_EMPTY_BODY');
      const parsed = requestOf(checked(importBody, request.body));
      return run({
        ...parsed,
        allowShrink: parsed.allowShrink || allowShrink,
        dryRun: parsed.dryRun || dryRun,
      });
    }
    if (!format) throw withoutFormat();
    const upload = await this.uploads.receive(request, format);
    try {
      return await run({ format, files: upload.files, allowShrink, dryRun });
    } finally {
      await upload.remove();
    }
  }

  @Get()
  @Roles('list-owner', 'operator', 'auditor')
  @ApiOperation({ summary: 'The newest imports of a list, with counts and the first row problems' })
  @ApiResponse({ status: 200, schema: apiSchema(itemsOf(historyView)) })
  async history(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const list =
      caller.role === 'list-owner'
        ? await ownList(this.lists, caller, id)
        : await this.lists.find(id);
    if (!list) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    const imports = await this.revisions.versionsOf(list, ['import']);
    return { items: imports.map(({ _id, kind: _kind, ...rest }) => rest) };
  }
}

const isStream = (body: unknown): boolean =>
  typeof (body as { pipe?: unknown } | undefined)?.pipe === 'function';

const withoutFormat = (): HttpProblem =>
  new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
    es: 'Falta el formato en la dirección: ?format=…',
    en: 'The format is missing in the address: ?format=…',
  });
