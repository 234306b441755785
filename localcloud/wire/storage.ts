import type { FileDesk } from '../desks/index.ts';
import { WireError } from './errors.ts';
import type { ParsedRequest } from './request.ts';

type Answer = Record<string, unknown>;

/** The `storage.*` actions; the files themselves go over `<host>/storage/<path>` (FileDesk.put and get). */
export class StorageActions {
  readonly #files: FileDesk;

  constructor(files: FileDesk) {
    this.#files = files;
  }

  /** Runs one action; undefined when there is no such action. */
  run(req: ParsedRequest): Promise<Answer> | undefined {
    switch (req.action) {
      case 'storage.getUploadMetadata':
        return this.#uploadMetadata(req);
      case 'storage.batchGetDownloadUrl':
        return this.#downloadUrls(req);
      case 'storage.batchDeleteFile':
        return this.#delete(req);
      default:
        return undefined;
    }
  }

  async #uploadMetadata({ fields, host }: ParsedRequest): Promise<Answer> {
    const { path } = fields;
    if (!this.#files.isPath(path)) {
      throw new WireError('INVALID_PARAM', `param.path is not a path inside of the storage: ${String(path)}`);
    }
    const authorization = this.#files.signatureOf(path);
    const fileId = this.#files.fileId(path);
    const url = encodeURI(this.#url(host, path));
    // cosFileId travels in a header.
    return { data: { url, token: 'local', authorization, fileId, cosFileId: encodeURI(fileId) } };
  }

  async #downloadUrls({ fields, host }: ParsedRequest): Promise<Answer> {
    const list = requireList(fields.file_list, 'file_list');
    const download_list = await Promise.all(
      list.map(async (entry) => {
        const { fileid: fileID, max_age: maxAge } = (entry ?? {}) as { fileid?: unknown; max_age?: unknown };
        const path = this.#files.pathOf(fileID);
        if (!path || !(await this.#files.has(path)))
          return { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '' };
        // Not encoded: the SDK does that when it downloads.
        return { code: 'SUCCESS', fileID, tempFileURL: this.#url(host, path), maxAge };
      }),
    );
    return { data: { download_list } };
  }

  async #delete({ fields }: ParsedRequest): Promise<Answer> {
    const list = requireList(fields.fileid_list, 'fileid_list');
    const delete_list = await Promise.all(
      list.map(async (fileID) => {
        const path = this.#files.pathOf(fileID);
        if (!path || !(await this.#files.has(path))) return { code: 'STORAGE_FILE_NONEXIST', fileID };
        await this.#files.remove(path);
        return { code: 'SUCCESS', fileID };
      }),
    );
    return { data: { delete_list } };
  }

  #url(host: string, path: string): string {
    return `http://${host}/storage/${path}`;
  }
}

/** At most 50 files a request, as in production. */
function requireList(value: unknown, what: string): unknown[] {
  if (Array.isArray(value) && value.length <= 50) return value;
  throw new WireError('INVALID_PARAM', `param.${what} must be an array of at most 50 files`);
}
