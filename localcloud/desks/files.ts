import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { WireAnswer } from '../types.ts';

const BUCKET = 'cloud://local.6c6f-local-1300000000/';
const MAX_PATH_BYTES = 850;

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
};

/** Cloud storage: files under one folder, uploaded by PUT with a signature and downloaded by GET. */
export class FileDesk {
  readonly #root: string;
  readonly #secret = randomBytes(32);

  /** @param root the folder that holds the files */
  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** Whether a cloud path may be used: inside the bucket, and free of what a URL would take apart. */
  isPath(path: unknown): path is string {
    if (typeof path !== 'string' || path === '' || Buffer.byteLength(path) > MAX_PATH_BYTES) return false;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
    if (/[\u0000-\u001f\\?#%]/.test(path)) return false;
    return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  }

  fileId(path: string): string {
    return BUCKET + path;
  }

  /** The cloud path of a fileID of this bucket; undefined for any other. */
  pathOf(fileId: unknown): string | undefined {
    if (typeof fileId !== 'string' || !fileId.startsWith(BUCKET)) return undefined;
    const path = fileId.slice(BUCKET.length);
    return this.isPath(path) ? path : undefined;
  }

  /** What an upload of this path must carry as `Signature`. */
  signatureOf(path: string): string {
    return createHmac('sha256', this.#secret).update(path).digest('hex');
  }

  /** PUT of a file, after getUploadMetadata. On disk when it resolves. @param path the decoded cloud path */
  async put(path: string, signature: unknown, body: Buffer): Promise<WireAnswer> {
    if (!this.isPath(path)) return xmlError(400, 'InvalidURI', 'the path is not allowed');
    const expected = Buffer.from(this.signatureOf(path));
    const given = Buffer.from(typeof signature === 'string' ? signature : '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return xmlError(403, 'SignatureDoesNotMatch', 'ask for the upload metadata of this path first');
    }
    try {
      await this.#write(this.#fileOf(path), body);
    } catch (error) {
      return xmlError(409, 'PathConflict', error instanceof Error ? error.message : String(error));
    }
    return { status: 200, headers: {}, body: '' };
  }

  /** GET of a file. @param path the decoded cloud path */
  async get(path: string): Promise<WireAnswer> {
    if (!(await this.has(path))) return xmlError(404, 'NoSuchKey', 'The specified key does not exist.');
    const type = TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
    return { status: 200, headers: { 'content-type': type }, body: await readFile(this.#fileOf(path)) };
  }

  async has(path: string): Promise<boolean> {
    if (!this.isPath(path)) return false;
    return stat(this.#fileOf(path)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  async remove(path: string): Promise<void> {
    await rm(this.#fileOf(path), { force: true });
  }

  #fileOf(path: string): string {
    const file = resolve(this.#root, path);
    if (!file.startsWith(this.#root + sep)) throw new Error(`outside of the storage: ${path}`);
    return file;
  }

  async #write(file: string, body: Buffer): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    // Written aside and renamed, so that a killed upload leaves the old file or the new one.
    const draft = join(dirname(file), `.${randomBytes(8).toString('hex')}.part`);
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(body);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  }
}

function xmlError(status: number, code: string, message: string): WireAnswer {
  const body = `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
