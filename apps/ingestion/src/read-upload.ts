import { HttpProblem } from '@vigia/service';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

/** A list as it arrived: in the body as it is, or as the file of a form with fields beside it. */
export interface Upload {
  body: Buffer;
  contentType?: string;
  file?: string;
  fields: Record<string, string>;
}

/**
 * Reads the body of a request. A form (multipart/form-data) has exactly one file; its other fields
 * are facts of the trip. Throws HttpProblem 400 for a form without a file or with several, and lets
 * the limits of the parser through (413).
 */
export const readUpload = async (request: FastifyRequest): Promise<Upload> => {
  const contentType = request.headers['content-type'];
  if (!request.isMultipart?.()) {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return { body, ...(contentType && { contentType }), fields: {} };
  }
  try {
    return await readForm(request);
  } catch (error) {
    const { statusCode = 400 } = error as { statusCode?: number };
    // A form that breaks off or has no boundary is the caller's to mend, like any other.
    throw error instanceof HttpProblem || statusCode !== 400 ? error : badForm();
  }
};

const readForm = async (request: FastifyRequest): Promise<Upload> => {
  const fields: Record<string, string> = {};
  let upload: Upload | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldnameTruncated || part.valueTruncated) throw badForm();
      fields[part.fieldname] = String(part.value);
      continue;
    }
    const body = await part.toBuffer();
    if (upload) throw badForm();
    upload = { body, contentType: part.mimetype, file: part.filename, fields };
  }
  if (!upload) throw badForm();
  return upload;
};

const badForm = (): HttpProblem =>
  new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
    es: 'El formulario debe llevar exactamente un archivo y campos cortos',
    en: 'The form must hold exactly one file, and short fields',
  });
