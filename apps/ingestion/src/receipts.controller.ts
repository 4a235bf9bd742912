import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { writeTemplate } from '@vigia/formats';
import { ApiQueryOf, Caller, checked, HttpProblem, Roles, type Principal } from '@vigia/service';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { RECEIPT_SCHEMA } from './api-schemas';
import { carrierOf, languageOf } from './caller';
import { Originals } from './originals';
import type { Receipt } from './receipt';
import { Receipts } from './receipts';

const TYPE_OF = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const language = z.enum(['es', 'en']).optional();
const templateQuery = z.strictObject({ language });
const errorsQuery = z.strictObject({ language, format: z.enum(['csv', 'xlsx']).default('csv') });

@Controller('v1')
@ApiBearerAuth()
@Roles('carrier')
export class ReceiptsController {
  constructor(
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(Originals) private readonly originals: Originals,
  ) {}

  @Get('receipts/:id')
  @ApiOperation({ summary: 'A receipt of your own' })
  @ApiResponse({ status: 200, schema: RECEIPT_SCHEMA })
  @ApiResponse({ status: 404, description: 'No such receipt, or not yours' })
  async receipt(@Caller() caller: Principal, @Param('id') id: string): Promise<Receipt> {
    const found = await this.receipts.ofCarrier(carrierOf(caller), id, new Date());
    if (!found) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return found.receipt;
  }

  @Get('receipts/:id/errors')
  @ApiOperation({
    summary: 'The bad rows of a CSV or XLSX list with their reasons',
    description:
      'As they came, with the row number and the reasons in front: mend them and send the file in again. There for 24 hours; no cell of it is evaluated by a spreadsheet.',
  })
  @ApiQueryOf(errorsQuery)
  @ApiProduces('text/csv', TYPE_OF.xlsx)
  @ApiResponse({ status: 200, description: 'The file' })
  @ApiResponse({ status: 404, description: 'No such receipt, no bad row, or a day has passed' })
  async errors(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { format, language: asked } = checked(errorsQuery, query);
    const options = { format, language: asked ?? languageOf(acceptLanguage) };
    const file = await this.originals.errorFile(carrierOf(caller), id, options);
    if (!file) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return download(reply, file, format, options.language === 'es' ? 'errores' : 'errors');
  }

  @Get('templates/:file')
  @ApiOperation({ summary: 'An empty list of a bus line to fill in' })
  @ApiParam({ name: 'file', enum: ['bus.csv', 'bus.xlsx'] })
  @ApiQueryOf(templateQuery)
  @ApiProduces('text/csv', TYPE_OF.xlsx)
  @ApiResponse({ status: 200, description: 'The file' })
  @ApiResponse({ status: 404, description: 'There is no such template' })
  template(
    @Param('file') file: string,
    @Query() query: Record<string, unknown>,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    const format = { 'bus.csv': 'csv' as const, 'bus.xlsx': 'xlsx' as const }[file];
    if (!format) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    const asked = checked(templateQuery, query).language ?? languageOf(acceptLanguage);
    const name = asked === 'es' ? 'lista-de-pasajeros' : 'passenger-list';
    return download(reply, writeTemplate({ language: asked, format }), format, name);
  }
}

const download = (
  reply: FastifyReply,
  file: Uint8Array,
  format: keyof typeof TYPE_OF,
  name: string,
): Buffer => {
  reply
    .header('content-type', TYPE_OF[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
  return Buffer.from(file);
};
