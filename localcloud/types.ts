/**
 * The seams between the rooms of the local cloud. Rooms import these types and, where one room uses another,
 * the other room's index.ts; nothing deeper.
 *
 *   server → wire → engine → language        server → runtime        server → desks
 *
 * Documents are plain JS values: null, boolean, number, string, Date, RegExp, arrays, plain objects.
 * Numbers are JS numbers; whether one is written int32, long or double on the wire is decided by its value.
 */

export type Value = unknown;
export interface Doc {
  _id: string | number;
  [field: string]: Value;
}

/** A MongoDB-style filter, already decoded from EJSON. */
export type Filter = Record<string, Value>;
/** Sort order: field (dotted) → 1 or −1, in order. */
export type Sort = Record<string, 1 | -1>;
export type Stage = Record<string, Value>;

/** One clock for the whole local cloud; epoch ms. Time-outs and latencies never use it, they are real. */
export interface Clock {
  now(): number;
}

/** An index, declared as data. A missing field counts as null, as in production; arrays make it multi-key. */
export interface IndexDecl {
  name: string;
  keys: Sort | Record<string, '2dsphere'>;
  unique?: boolean;
}
export interface CollectionDecl {
  name: string;
  indexes: IndexDecl[];
}

/** Codes an engine operation can fail with. The wire maps them to the service's codes and texts. */
export type EngineCode =
  | 'COLLECTION_NOT_EXIST'
  | 'COLLECTION_EXISTS'
  | 'DUPLICATE_KEY' // message has "E11000 duplicate key error collection: … index: … dup key: …"
  | 'BAD_VALUE' // unknown operator, wrong type for an operator, path conflict, immutable _id …
  | 'TRANSACTION_CONFLICT'
  | 'TRANSACTION_NOT_EXIST'
  | 'LOCK_TIMEOUT';

export class EngineError extends Error {
  constructor(
    readonly code: EngineCode,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

export interface FindSpec {
  filter?: Filter | undefined;
  sort?: Sort | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
  projection?: Record<string, Value> | undefined;
}
export interface UpdateSpec {
  filter: Filter;
  /** Operators (`{$set:…}`) or, with `replace`, the whole new document without `_id`. */
  update: Record<string, Value>;
  multi: boolean;
  upsert?: boolean;
  replace?: boolean;
}
export type TxId = string;

/**
 * The document engine. Every promise of a write resolves only when the change is on disk.
 * Single-document writes are atomic; a multi update/remove is a sequence of them (as in MongoDB).
 */
export interface Engine {
  createCollection(name: string): Promise<void>;
  hasCollection(name: string): boolean;
  collections(): string[];
  /** Creates missing collections and builds missing indexes; idempotent. */
  declare(decls: CollectionDecl[]): Promise<void>;

  /** Adds documents in order; with one duplicate it throws DUPLICATE_KEY, keeps those before and drops those after. */
  insert(collection: string, docs: Doc[], tx?: TxId): Promise<Array<string | number>>;
  find(collection: string, spec: FindSpec, tx?: TxId): Promise<Doc[]>;
  count(collection: string, filter: Filter): Promise<number>;
  update(
    collection: string,
    spec: UpdateSpec,
    tx?: TxId,
  ): Promise<{ updated: number; upsertedId?: string | number }>;
  remove(collection: string, filter: Filter, multi: boolean, tx?: TxId): Promise<number>;
  /** find-and-modify of one document; answers the document before or after. */
  modifyAndReturn(
    collection: string,
    spec: UpdateSpec & { sort?: Sort; returnNew?: boolean },
  ): Promise<Doc | null>;
  aggregate(collection: string, stages: Stage[]): Promise<Doc[]>;

  begin(): TxId;
  commit(tx: TxId): Promise<void>;
  abort(tx: TxId): Promise<void>;

  /** For seeds only: fast, indexed, durable when it resolves, not atomic. */
  bulkLoad(collection: string, docs: Iterable<Doc>): Promise<number>;
  /** Drops every collection and index declaration; ends all transactions. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface EngineOptions {
  dir: string;
  clock: Clock;
  /** Random 16-byte-hex ids for documents added without one. */
  newId?: () => string;
  /** How long a transaction lives in real ms (30,000, as in production; shorter in tests). */
  transactionMs?: number;
}

// ---------------------------------------------------------------------------------------------------------------
// runtime: one worker thread per function instance, one call at a time

/** Where a call comes from; becomes SOURCE of getWXContext. */
export type Source =
  | 'wx_client'
  | 'wx_client,scf'
  | 'wx_trigger'
  | 'wx_trigger,scf'
  | 'wx_paycallback'
  | 'wx_paycallback,scf'
  | 'wx_http'
  | 'scf';
export interface Caller {
  source: Source;
  openid?: string | undefined;
  unionid?: string | undefined;
  clientip?: string | undefined;
  /** How many calls of functions this one is nested in; 0 or nothing = it comes from outside. */
  depth?: number | undefined;
}

/** One run of a function; every wire request of it carries `token` (WX_API_TOKEN of the worker's environment). */
export interface Invocation {
  readonly token: string;
  readonly functionName: string;
  readonly caller: Caller;
  /** openapi names listed in the function's config.json; undefined = the request comes from outside a function. */
  readonly openapi: ReadonlySet<string> | undefined;
}

export class RuntimeError extends Error {
  constructor(
    /** The real platform's numeric code, e.g. −504002. */
    readonly errCode: number,
    message: string,
    readonly traceId: string,
  ) {
    super(message);
    this.name = 'RuntimeError';
  }
}

export interface Runtime {
  /** Runs a built function and answers its return value; throws RuntimeError (missing function, throw, time-out, exit, kill, sizes). */
  invoke(functionName: string, event: unknown, caller: Caller): Promise<unknown>;
  /** The running invocation behind a wire request's `wxCloudApiToken`. */
  invocation(token: string | undefined): Invocation | undefined;
}

// ---------------------------------------------------------------------------------------------------------------
// wire: one HTTP request of the SDK in, one answer out; transport, faults and counting are the server's

export interface WireRequest {
  headers: Record<string, string | string[] | undefined>;
  /** Raw body. JSON for tcb actions, multipart/form-data for openapi, getOpenData and cloudPay. */
  body: Buffer;
  query: Record<string, string | undefined>;
}
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}
export interface Wire {
  /** The `action` of a request (for counting and faults), without running it; 'unknown' if unreadable. */
  actionOf(req: WireRequest): string;
  /** The `wxCloudApiToken` of a request, if it carries one. */
  tokenOf(req: WireRequest): string | undefined;
  handle(req: WireRequest): Promise<WireAnswer>;
}

// ---------------------------------------------------------------------------------------------------------------
// desks: the world outside the cloud

export interface OutMessage {
  at: number;
  api: string;
  touser?: string;
  templateId?: string;
  /** The page a subscribe message opens. */
  page?: string;
  data: unknown;
}
