import { createRequire } from 'node:module';

/** The unmodified wx-server-sdk, typed as far as the tests use it (its own types are years behind it). */
export interface Rows {
  data: Array<Record<string, unknown>>;
}
export interface Written {
  stats: { updated: number; removed: number; created: number };
}
export interface SdkQuery {
  where(condition: object): SdkQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery;
  limit(max: number): SdkQuery;
  skip(offset: number): SdkQuery;
  field(projection: object): SdkQuery;
  get(): Promise<Rows>;
  update(options: { data: object; multi?: boolean }): Promise<Written>;
  remove(options?: { multi?: boolean }): Promise<Written>;
  count(): Promise<{ total: number }>;
}
export interface SdkDoc {
  field(projection: object): SdkDoc;
  get(): Promise<{ data: Record<string, unknown> }>;
  set(options: { data: object }): Promise<Written>;
  update(options: { data: object }): Promise<Written>;
  remove(): Promise<Written>;
}
export interface SdkAggregate extends Record<string, (param: unknown) => SdkAggregate> {}
export interface SdkCollection extends SdkQuery {
  doc(id: string | number): SdkDoc;
  add(options: { data: unknown }): Promise<{ _id: string; _ids: string[] }>;
  aggregate(): SdkAggregate;
}
export interface SdkTransaction {
  collection(name: string): SdkCollection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}
/** `db.command` and everything that comes of it: `_.gt(1).and(_.lt(3))`, `_.aggregate.sum('$n')` … */
export type SdkCommand = { [name: string]: SdkCommand } & ((...args: unknown[]) => SdkCommand);
export interface SdkDatabase {
  command: SdkCommand;
  Geo: Record<string, (...args: unknown[]) => object>;
  serverDate(options?: { offset: number }): object;
  RegExp(options: { regexp: string; options?: string }): object;
  collection(name: string): SdkCollection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<SdkTransaction>;
  runTransaction<T>(run: (tx: SdkTransaction) => Promise<T>, times?: number): Promise<T>;
}
type AnyApi = { [name: string]: AnyApi } & ((params?: object) => Promise<Record<string, unknown>>);
export interface Sdk {
  DYNAMIC_CURRENT_ENV: symbol;
  init(config: { env: symbol }): void;
  database(config?: { throwOnNotFound?: boolean }): SdkDatabase;
  callFunction(options: { name: string; data?: object }): Promise<{ result: unknown }>;
  openapi: AnyApi;
  cloudPay: AnyApi;
  callOpenAPI(options: { api: string; data?: object }): Promise<{ result: Record<string, unknown> }>;
  getOpenData(options: { list: string[] }): Promise<{ list: Array<Record<string, unknown>> }>;
  getWXContext(): Record<string, string>;
  uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>;
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer }>;
  getTempFileURL(options: { fileList: string[] }): Promise<{ fileList: Array<Record<string, unknown>> }>;
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: Array<Record<string, unknown>> }>;
}

/** The terms in which an SDK call fails. */
export interface SdkError {
  errCode?: number;
  errMsg?: string;
  code?: string;
  message: string;
}

let loaded: Sdk | undefined;

/**
 * The SDK of this process, talking to a wire endpoint. The SDK reads the variables with every request, so that the
 * address and the caller's token may change in between, but not while requests are on their way.
 * @param adminUrl e.g. `http://127.0.0.1:8787/admin`
 */
export function loadSdk(adminUrl: string, token = ''): Sdk {
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: '',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID,WX_CLIENTIP,WX_API_TOKEN',
    WX_API_TOKEN: token,
  });
  if (!loaded) {
    loaded = createRequire(import.meta.url)('wx-server-sdk') as Sdk;
    loaded.init({ env: loaded.DYNAMIC_CURRENT_ENV });
  }
  return loaded;
}

/** The error an SDK call fails with; fails itself if the call succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<SdkError> {
  try {
    const value = await call;
    return { message: `succeeded with ${JSON.stringify(value)}` };
  } catch (error) {
    return error as SdkError;
  }
}
