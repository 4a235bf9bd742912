import { randomUUID } from 'node:crypto';

/** One file of an upload: its part's name and its bytes as they come. */
export interface UploadedFile {
  name: string;
  open: () => AsyncIterable<Uint8Array>;
}

/** A `multipart/form-data` body (RFC 7578) that is sent as it is read, and its content type. */
export const multipartOf = (
  files: readonly UploadedFile[],
): { contentType: string; body: AsyncIterable<Uint8Array> } => {
  const boundary = `vigia-${randomUUID()}`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: partsOf(files, boundary),
  };
};

async function* partsOf(
  files: readonly UploadedFile[],
  boundary: string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const { name, open } of files) {
    yield encoder.encode(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    );
    yield* open();
    yield encoder.encode('\r\n');
  }
  yield encoder.encode(`--${boundary}--\r\n`);
}
