import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { beacon } from '../../cloudfunctions/platform/beacon.ts';
import {
  type Change,
  type Collection,
  type Db,
  DbError,
  type Filter,
  openDb,
} from '../../cloudfunctions/platform/db.ts';
import type { Ctx } from '../../cloudfunctions/platform/edge.ts';
import { files } from '../../cloudfunctions/platform/files.ts';
import { type Keys, keysFrom, sha256 } from '../../cloudfunctions/platform/keys.ts';
import { pay } from '../../cloudfunctions/platform/pay/index.ts';
import { weather } from '../../cloudfunctions/platform/weather/index.ts';
import { wechat } from '../../cloudfunctions/platform/wechat.ts';
import { canonicalJson } from '../../shared-types/canonical-json.ts';
import type { TestCloud } from './local-cloud.ts';
import { NOW } from './product.ts';
import { loadSdk } from './wx-sdk.ts';

/**
 * The product's own steps, run in the test's process against the wire, so that another hand can come in between two of
 * them. Members and codes are those of the functions: the keys are the cloud's own.
 */
export class Steps {
  readonly db: Db;
  readonly keys: Keys;

  constructor(cloud: TestCloud) {
    loadSdk(`${cloud.url}/admin`);
    const secrets = JSON.parse(readFileSync(join(cloud.dataDir, 'secrets.json'), 'utf8'));
    this.keys = keysFrom((name) => secrets[name]);
    this.db = openDb();
  }

  /** What the edge gives a use case: somebody's request, at an instant, with a content. */
  ctx(who: string, input: unknown, over: { db?: Db; now?: number; requestId?: string } = {}): Ctx {
    const { db = this.db, now = NOW, requestId = ulid() } = over;
    const request = { id: requestId, hash: sha256(canonicalJson(input)).slice(0, 32) };
    return {
      openid: who,
      now,
      db,
      keys: this.keys,
      wechat,
      pay,
      files,
      beacon,
      sky: async () => null,
      weather,
      request,
    };
  }
}

/** One request to the database, as it leaves the product. */
export interface Sent {
  verb: 'get' | 'find' | 'count' | 'update' | 'add' | 'aggregate' | 'remove' | 'put';
  collection: Collection;
  filter: Filter;
  change: Change;
}

/** What happens around requests: a guest comes in before or after one, an answer is lost. Each does what it does once. */
export interface Interruption {
  /** Which request. */
  at: (sent: Sent) => boolean;
  before?: () => Promise<unknown>;
  after?: () => Promise<unknown>;
  /** The request is carried out, but its answer never arrives. */
  loseAnswer?: boolean;
}

/** A Db whose first request of a kind is interrupted. */
export function interrupted(db: Db, { at, before, after, loseAnswer = false }: Interruption): Db {
  let done = false;
  const run = async <T>(sent: Partial<Sent>, work: () => Promise<T>): Promise<T> => {
    const mine = at({ filter: {}, change: {}, ...sent } as Sent) && !done;
    if (!mine) return work();
    done = true;
    await before?.();
    const value = await work();
    await after?.();
    if (loseAnswer) throw new DbError('unknown', 'the answer was lost');
    return value;
  };
  const own: Db = {
    get requests() {
      return db.requests;
    },
    get once() {
      return own;
    },
    get: (collection, id) =>
      run({ verb: 'get', collection, filter: { _id: id } }, () => db.get(collection, id)),
    find: (collection, filter, options) =>
      run({ verb: 'find', collection, filter }, () => db.find(collection, filter, options)),
    count: (collection, filter) =>
      run({ verb: 'count', collection, filter }, () => db.count(collection, filter)),
    update: (collection, filter, change) =>
      run({ verb: 'update', collection, filter, change }, () => db.update(collection, filter, change)),
    aggregate: (collection, stages) =>
      run({ verb: 'aggregate', collection }, () => db.aggregate(collection, stages)),
    remove: (collection, filter) =>
      run({ verb: 'remove', collection, filter }, () => db.remove(collection, filter)),
    put: (collection, row) => run({ verb: 'put', collection }, () => db.put(collection, row)),
    add: (collection, rows) => run({ verb: 'add', collection }, () => db.add(collection, rows)),
  };
  return own;
}
