import { calculateObjectSize } from 'bson';
import type { Clock, Doc, Engine, Filter, TxId, Value } from '../types.ts';
import { notEmpty, sortOf, stagesOf, wholeNumber } from './database-params.ts';
import { decodeEjson, decodeObject, encodeEjson, isPlainObject } from './ejson.ts';
import { WireError } from './errors.ts';
import type { ParsedRequest } from './request.ts';
import { checkId, checkQuery, checkStages, checkStored, checkUpdate, refuse } from './strict.ts';
import { OpenTransactions } from './transactions.ts';

const DEFAULT_ROWS = 100;
const MAX_ROWS = 1000;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** The answer of an action: what stands beside `requestId`. */
type Answer = Record<string, unknown>;

interface Call {
  req: ParsedRequest;
  fields: Record<string, unknown>;
  collection: string;
  tx: TxId | undefined;
  /** Epoch ms; every serverDate of a request is the same instant. */
  now: number;
}

/** The `database.*` actions over the engine. `strict` refuses what production takes silently (see strict.ts). */
export class DatabaseActions {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #strict: boolean;
  readonly #transactions = new OpenTransactions();

  constructor(deps: { engine: Engine; clock: Clock; strict: boolean }) {
    this.#engine = deps.engine;
    this.#clock = deps.clock;
    this.#strict = deps.strict;
  }

  /** Runs one action; undefined when there is no such action. */
  run(req: ParsedRequest): Promise<Answer> | undefined {
    switch (req.action) {
      case 'database.insertDocument':
        return this.#insert(this.#call(req));
      case 'database.getDocument':
        return this.#get(this.#call(req));
      case 'database.calculateDocument':
        return this.#count(this.#call(req));
      case 'database.modifyDocument':
        return this.#modify(this.#call(req));
      case 'database.modifyAndReturnDoc':
        return this.#modifyAndReturn(this.#call(req));
      case 'database.removeDocument':
        return this.#remove(this.#call(req));
      case 'database.aggregateDocuments':
        return this.#aggregate(this.#call(req));
      case 'database.addCollection':
        return this.#engine.createCollection(this.#call(req).collection).then(() => ({}));
      case 'database.startTransaction':
        return this.#start(req);
      case 'database.commitTransaction':
        return this.#end(req, (tx) => this.#engine.commit(tx));
      case 'database.abortTransaction':
        return this.#end(req, (tx) => this.#engine.abort(tx));
      default:
        return undefined;
    }
  }

  #call(req: ParsedRequest): Call {
    const { fields } = req;
    const { collectionName: collection, transactionId: tx } = fields;
    if (typeof collection !== 'string' || collection === '') {
      throw new WireError('INVALID_PARAM', 'param.collectionName must be a non-empty string');
    }
    // Names with two underscores belong to the desks; for the SDK they do not exist.
    if (!/^[A-Za-z0-9][\w.-]*$|^_(?!_)[\w.-]*$/.test(collection)) {
      throw new WireError('INVALID_PARAM', `param.collectionName is not a valid name: ${collection}`);
    }
    if (tx !== undefined && tx !== null && typeof tx !== 'string') {
      throw new WireError('INVALID_PARAM', 'param.transactionId must be a string');
    }
    return { req, fields, collection, tx: tx || undefined, now: this.#clock.now() };
  }

  #filter(call: Call): Filter {
    const filter = decodeObject(call.fields.query, 'query', call.now);
    if (this.#strict) checkQuery(filter);
    return filter;
  }

  /** In strict mode: these requests of the SDK leave a transaction behind, silently. */
  #refuseOutside(call: Call, what: string): void {
    if (!this.#strict || call.tx || !this.#transactions.hasOpen(call.req.token)) return;
    refuse(
      `${what} was called while this caller has a transaction open, but it carries no transactionId and would run outside of it. ` +
        'Use doc() and add() in a transaction, and do this before it or after',
    );
  }

  async #insert(call: Call): Promise<Answer> {
    const { data } = call.fields;
    if (!Array.isArray(data) || data.length === 0) {
      throw new WireError('INVALID_PARAM', 'param.data must be an array of at least one document');
    }
    const docs = data.map((text, i) => {
      const doc = this.#document(text, `data[${i}]`, call.now);
      if (this.#strict) checkId(doc._id, '_id');
      return doc as Doc; // without _id the engine makes one
    });
    const insertedIds = await this.#engine.insert(call.collection, docs, call.tx);
    return { data: { insertedIds } };
  }

  #document(text: unknown, what: string, now: number): Record<string, Value> {
    const doc = decodeEjson(text, what, now);
    if (!isPlainObject(doc)) throw new WireError('INVALID_PARAM', `param.${what} must be an object`);
    if (this.#strict) checkStored(doc, 'data');
    // Measuring is only worth it where the text is long enough.
    if (typeof text === 'string' && text.length > MAX_DOCUMENT_BYTES / 4) {
      const bytes = calculateObjectSize(doc);
      if (bytes > MAX_DOCUMENT_BYTES) {
        throw new WireError(
          'DATABASE_REQUEST_FAILED',
          `[FailedOperation] document is too large: ${bytes} bytes, the limit is ${MAX_DOCUMENT_BYTES}`,
        );
      }
    }
    return doc;
  }

  async #get(call: Call): Promise<Answer> {
    const { fields, now } = call;
    const one = fields.queryType === 'DOC';
    const list = await this.#engine.find(
      call.collection,
      {
        filter: this.#filter(call),
        sort: sortOf(decodeObject(fields.order, 'order', now)),
        skip: one ? undefined : wholeNumber(fields.offset, 'offset', 0),
        limit: one ? 1 : Math.min(wholeNumber(fields.limit, 'limit', DEFAULT_ROWS) || DEFAULT_ROWS, MAX_ROWS),
        projection: notEmpty(decodeObject(fields.projection, 'projection', now)),
      },
      call.tx,
    );
    return { data: { list: list.map(encodeEjson) } };
  }

  async #count(call: Call): Promise<Answer> {
    this.#refuseOutside(call, 'count()');
    return { data: { total: await this.#engine.count(call.collection, this.#filter(call)) } };
  }

  async #modify(call: Call): Promise<Answer> {
    const { fields, now } = call;
    if (fields.queryType !== 'DOC') this.#refuseOutside(call, 'where().update()');
    const replace = fields.merge === false;
    const filter = this.#filter(call);
    const update = replace ? this.#document(fields.data, 'data', now) : this.#update(call);
    if (!replace && Object.keys(update).length === 0) return { data: { updated: 0 } };
    const spec = { filter, update, replace, multi: fields.multi === true, upsert: fields.upsert === true };
    const { updated, upsertedId } = await this.#engine.update(call.collection, spec, call.tx);
    return { data: upsertedId === undefined ? { updated } : { updated, upsert_id: upsertedId } };
  }

  #update(call: Call): Record<string, Value> {
    const update = decodeObject(call.fields.data, 'data', call.now);
    if (this.#strict) checkUpdate(update);
    return update;
  }

  async #modifyAndReturn(call: Call): Promise<Answer> {
    const filter = this.#filter(call);
    const update = this.#update(call);
    const doc = call.tx
      ? await this.#modifyInTransaction(call, call.tx, filter, update)
      : await this.#engine.modifyAndReturn(call.collection, {
          filter,
          update,
          multi: false,
          returnNew: true,
        });
    return { data: doc ? { updated: 1, doc: encodeEjson(doc) } : { updated: 0 } };
  }

  async #modifyInTransaction(call: Call, tx: TxId, filter: Filter, update: Record<string, Value>) {
    const [before] = await this.#engine.find(call.collection, { filter, limit: 1 }, tx);
    if (!before) return null;
    const byId = { _id: before._id };
    await this.#engine.update(call.collection, { filter: byId, update, multi: false }, tx);
    return (await this.#engine.find(call.collection, { filter: byId, limit: 1 }, tx))[0] ?? null;
  }

  async #remove(call: Call): Promise<Answer> {
    const where = call.fields.queryType !== 'DOC';
    if (where) this.#refuseOutside(call, 'where().remove()');
    const filter = this.#filter(call);
    if (this.#strict && Object.keys(filter).length === 0) {
      refuse(
        'remove() without conditions removes every document; say so with where({ _id: _.exists(true) })',
      );
    }
    const multi = where && call.fields.multi !== false;
    return { data: { deleted: await this.#engine.remove(call.collection, filter, multi, call.tx) } };
  }

  /**
   * Answers all rows. Reports of a default of 20 rows without a limit stage are not imitated: nobody has confirmed
   * them, and a cut that production may not make would hide rows here. Always pass a limit.
   */
  async #aggregate(call: Call): Promise<Answer> {
    this.#refuseOutside(call, 'aggregate()');
    const stages = stagesOf(call.fields.stages, call.now);
    if (this.#strict) checkStages(stages);
    const list = await this.#engine.aggregate(call.collection, stages);
    return { data: { list: list.map(encodeEjson) } };
  }

  async #start(req: ParsedRequest): Promise<Answer> {
    const transactionId = this.#engine.begin();
    this.#transactions.opened(req.token, transactionId);
    return { transactionId };
  }

  async #end(req: ParsedRequest, end: (tx: TxId) => Promise<void>): Promise<Answer> {
    const { transactionId } = req.fields;
    if (typeof transactionId !== 'string' || transactionId === '') {
      throw new WireError('INVALID_PARAM', 'param.transactionId must be a non-empty string');
    }
    try {
      await end(transactionId);
    } finally {
      this.#transactions.ended(req.token, transactionId);
    }
    return {};
  }
}
