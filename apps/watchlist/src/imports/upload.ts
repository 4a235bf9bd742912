import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  filesOf,
  LIST_FILES,
  type ListFile,
  type ListFiles,
  type ListFormat,
} from '@vigia/matching';
import { HttpProblem } from '@vigia/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Content types of a list whose file is the body itself; handed on as a stream, never as a whole. */
export const FILE_TYPES = [
  'text/csv',
  'application/xml',
  'text/xml',
  'application/x-ndjson',
  'application/octet-stream',
] as const;

/** Teaches the server to hand files on as streams instead of holding them in memory. */
@Injectable()
export class UploadParsers implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  async onModuleInit(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    await server.register(multipart);
    for (const type of FILE_TYPES) {
      server.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    }
  }
}

/** Files of an upload, lying in a folder of their own until `remove`. */
export interface Upload {
  files: ListFiles<() => AsyncIterable<string>>;
  remove: () => Promise<void>;
}

/** Takes uploads in, through a folder, so that memory stays flat and a list can be read twice. */
export class Uploads {
  constructor(
    private readonly folder: string,
    private readonly limitBytes: number,
  ) {}

  /** Creates the folder and removes what a process that was killed left in it, older than an hour. */
  async prepare(now: Date): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const { mtimeMs } = await stat(path);
      if (now.getTime() - mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
    }
  }

  /** Throws HttpProblem 400 for missing or unknown parts, 413 for too much. */
  async receive(request: FastifyRequest, format: ListFormat): Promise<Upload> {
    const folder = await mkdtemp(join(this.folder, 'import-'));
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const names = await this.spool(request, format, folder);
      const missing = filesOf(format).required.filter((name) => !names.has(name));
      if (missing.length > 0) throw missingParts(missing);
      const open = (name: string) => (): AsyncIterable<string> =>
        createReadStream(join(folder, name), { encoding: 'utf8', highWaterMark: 256 * 1024 });
      const files = Object.fromEntries([...names].map((name) => [name, open(name)]));
      return { files, remove };
    } catch (error) {
      await remove();
      throw error;
    }
  }

  private async spool(
    request: FastifyRequest,
    format: ListFormat,
    folder: string,
  ): Promise<Set<string>> {
    const names = new Set<string>();
    const limit = countingLimit(this.limitBytes);
    const write = async (name: ListFile, source: Readable): Promise<void> => {
      names.add(name);
      const file = createWriteStream(join(folder, name), { mode: 0o600 });
      await pipeline(source, limit(), file);
    };
    if (!request.isMultipart()) {
      if (format === 'ofac') throw missingParts(['sdn', 'alt']);
      await write('list', request.body as Readable);
      return names;
    }
    const { required, optional } = filesOf(format);
    const known = [...required, ...optional];
    const limits = { fileSize: Infinity, files: LIST_FILES.length + 1, fields: 5 };
    let problem: HttpProblem | undefined;
    for await (const part of request.parts({ limits })) {
      const name = known.find((one) => one === part.fieldname && !names.has(one));
      if (part.type !== 'file' || !name) problem ??= unknownPart(part.fieldname);
      if (part.type !== 'file') continue;
      if (name && !problem) await write(name, part.file);
      else part.file.resume();
    }
    if (problem) throw problem;
    return names;
  }
}

/**
 * A limit that all files of one upload share. What is too much is read to its end and thrown away,
 * because a caller that still sends does not hear an answer.
 */
const countingLimit = (limitBytes: number): (() => Transform) => {
  let bytes = 0;
  return () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > limitBytes) done();
        else done(null, chunk);
      },
      flush(done) {
        done(bytes > limitBytes ? new HttpProblem(413, 'VIGIA_TOO_LARGE') : null);
      },
    });
};

const missingParts = (names: readonly string[]): HttpProblem =>
  new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
    es: `Faltan partes del envío (multipart/form-data): ${names.join(', ')}`,
    en: `Parts of the upload are missing (multipart/form-data): ${names.join(', ')}`,
  });

const unknownPart = (name: string): HttpProblem =>
  new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
    es: `Parte desconocida o repetida: ${name.slice(0, 40)}`,
    en: `Unknown or repeated part: ${name.slice(0, 40)}`,
  });
