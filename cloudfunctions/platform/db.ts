import cloud from 'wx-server-sdk';
import type { Rows } from '../domain/rows';

/**
 * The database as use cases see it: nine verbs, each one wire request. Operators come from `_`.
 * Every method throws DbError; after an error of a write it is unknown whether it happened.
 */
export interface Db {
  get<Name extends Collection>(collection: Name, id: string): Promise<Rows[Name] | null>;
  find<Name extends Collection>(
    collection: Name,
    filter: Filter,
    options?: FindOptions,
  ): Promise<Rows[Name][]>;
  /** How many match. */
  count(collection: Collection, filter: Filter): Promise<number>;
  /** Updates every match; answers how many. With a filter on `_id` it is the one conditional write of an action. */
  update(collection: Collection, filter: Filter, change: Change): Promise<number>;
  /** Runs stages, e.g. `[['match', {…}], ['group', {…}]]`; answers at most 1,000 rows. */
  aggregate<Row>(
    collection: Collection,
    stages: Array<[stage: Stage, value: object | number]>,
  ): Promise<Row[]>;
  /** Adds rows in order. A taken id or unique key throws `duplicate`; rows before it stay. */
  add<Name extends Collection>(collection: Name, rows: Rows[Name][]): Promise<void>;
  /** Writes a whole document under its `_id`, whatever stood there. For rows that one writer derives, never for aggregates. */
  put<Name extends Collection>(collection: Name, row: Rows[Name]): Promise<void>;
  /** Removes every match; answers how many. For rows about a person who leaves; what is counted by others stays. */
  remove(collection: Collection, filter: Filter): Promise<number>;
  /** The same database, each request sent once (see `steady`): for writes whose mark is looked for instead. */
  readonly once: Db;
  /** Requests made since this Db was created. */
  readonly requests: number;
}

type Stage = 'match' | 'lookup' | 'sort' | 'group' | 'project' | 'unwind' | 'limit';
export type Collection = keyof Rows;
export type Filter = Record<string, unknown>;
export type Change = Record<string, unknown>;
export interface FindOptions {
  order?: Array<[field: string, direction: 'asc' | 'desc']>;
  limit?: number;
  /** Fields to answer; all, if left out. */
  fields?: string[];
}

export type DbErrorKind = 'duplicate' | 'unknown';
export class DbError extends Error {
  constructor(
    readonly kind: DbErrorKind,
    message: string,
  ) {
    super(message);
    this.name = 'DbError';
  }
}

/** At most this many rows in one answer (platform limit). */
export const MAX_ROWS = 1000;

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
// Missing in the SDK's types: without it, a document that is not there is an error instead of null.
const options = { throwOnNotFound: false } as Parameters<typeof cloud.database>[0];
const database = cloud.database(options);
/** Query and update operators of the SDK. */
export const _ = database.command;
/** Aggregate expressions of the SDK. */
export const $ = database.command.aggregate;

export function openDb(): Db {
  let requests = 0;
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    requests++;
    try {
      return await work();
    } catch (error) {
      throw normalise(error);
    }
  };
  const db: Db = {
    get requests() {
      return requests;
    },
    get once() {
      return db;
    },
    get: <Name extends Collection>(collection: Name, id: string) =>
      run(
        async () =>
          ((await database.collection(collection).doc(id).get()) as unknown as { data: Rows[Name] | null })
            .data ?? null,
      ),
    find: <Name extends Collection>(collection: Name, filter: Filter, options: FindOptions = {}) =>
      run(async () => {
        let query = database.collection(collection).where(complete(filter));
        for (const [field, direction] of options.order ?? []) query = query.orderBy(field, direction);
        if (options.fields) query = query.field(Object.fromEntries(options.fields.map((f) => [f, true])));
        const answer = await query.limit(options.limit ?? MAX_ROWS).get();
        return (answer as unknown as { data: Rows[Name][] }).data;
      }),
    count: (collection, filter) =>
      run(async () => {
        const answer = await database.collection(collection).where(complete(filter)).count();
        return (answer as unknown as { total: number }).total;
      }),
    update: (collection, filter, change) =>
      run(async () => {
        const answer = await database
          .collection(collection)
          .where(complete(filter))
          .update({ data: complete(change) });
        return (answer as unknown as { stats: { updated: number } }).stats.updated;
      }),
    aggregate: <Row>(collection: Collection, stages: Array<[Stage, object | number]>) =>
      run(async () => {
        const start = database.collection(collection).aggregate();
        const pipeline = stages.reduce((rest, [stage, value]) => rest[stage](value), start);
        return ((await pipeline.limit(MAX_ROWS).end()) as unknown as { list: Row[] }).list;
      }),
    remove: (collection, filter) =>
      run(async () => {
        const answer = await database.collection(collection).where(complete(filter)).remove();
        return (answer as unknown as { stats: { removed: number } }).stats.removed;
      }),
    put: (collection, { _id, ...data }) =>
      run(async () => {
        await database.collection(collection).doc(_id).set({ data });
      }),
    add: (collection, rows) =>
      run(async () => {
        await database.collection(collection).add({ data: rows as unknown as object });
      }),
  };
  return db;
}

/** The SDK silently drops a condition whose value is undefined, which would widen the filter. */
function complete<T extends Record<string, unknown>>(fields: T): T {
  for (const [name, value] of Object.entries(fields))
    if (value === undefined) throw new Error(`undefined in a database request: ${name}`);
  return fields;
}

function normalise(error: unknown): Error {
  const { errMsg, message, code } = error as { errMsg?: string; message?: string; code?: unknown };
  const text = `${code ?? ''} ${errMsg ?? message ?? String(error)}`;
  return new DbError(/E11000|DUPLICATE_WRITE/.test(text) ? 'duplicate' : 'unknown', text.trim());
}

/** Whether an error says that the id or unique key was there before. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof DbError && error.kind === 'duplicate';
