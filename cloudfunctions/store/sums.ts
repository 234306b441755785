import { beginningsThatDiffer, type Sum } from '../domain/sums';
import { _, $, type Collection, type Db } from '../platform/db';

type Stages = Parameters<Db['aggregate']>[1];

/** One of two books that say a number of each key. */
export interface Book {
  collection: Collection;
  /** Stages that end in `{ _id: key, n }` for keys of this condition; none where n is 0. */
  perKey(keys: unknown): Stages;
}

/** An answer has a thousand rows: so many keys are compared one by one, more by sums of those that begin alike. */
const ONE_BY_ONE = 900;

/**
 * Keys of which two books say different numbers, and what either comes to in all. Costs the same requests for any
 * number of keys, and a few more for each that differs. Among more than 900 keys that begin alike, two that have
 * exchanged their whole numbers could go unseen.
 * @param all what every key begins with
 * @param except keys that are left out
 */
export async function keysThatDiffer<Key extends string>(
  db: Db,
  all: string,
  except: Key[],
  books: [Book, Book],
): Promise<{ keys: Key[]; totals: [number, number] }> {
  const tops = await both(books, (book) => sumsBelow(db, book, all, except));
  const count = (sums: Sum[]) => sums.reduce((sum, { keys }) => sum + keys, 0);
  const total = (sums: Sum[]) => sums.reduce((sum, { n }) => sum + n, 0);
  const isSmall = Math.max(...tops.map(count)) <= ONE_BY_ONE;
  const open = isSmall ? [{ begins: all, keys: 0 }] : beginningsThatDiffer(...tops);
  const found = new Set<Key>();
  for (let next = open.pop(); next; next = open.pop()) {
    const { begins, keys } = next;
    if (keys <= ONE_BY_ONE) for (const key of await differingBelow(db, books, begins, except)) found.add(key);
    else
      open.push(
        ...beginningsThatDiffer(...(await both(books, (book) => sumsBelow(db, book, begins, except)))),
      );
  }
  return { keys: [...found], totals: [total(tops[0]), total(tops[1])] };
}

const both = <T>([one, other]: [Book, Book], read: (book: Book) => Promise<T>): Promise<[T, T]> =>
  Promise.all([read(one), read(other)]);

/** `~` comes after every character of an id. */
const beginsWith = (begins: string, except: string[]) =>
  _.and([_.gte(begins), _.lt(`${begins}~`), _.nin(except)]);

/** Numbers summed up by one character more than `begins`. */
const sumsBelow = (db: Db, { collection, perKey }: Book, begins: string, except: string[]): Promise<Sum[]> =>
  db.aggregate<Sum>(collection, [
    ...perKey(beginsWith(begins, except)),
    [
      'group',
      {
        _id: $.substr(['$_id', 0, begins.length + 1]),
        keys: $.sum(1),
        n: $.sum('$n'),
        squares: $.sum($.multiply(['$n', '$n'])),
      },
    ],
  ]);

async function differingBelow<Key extends string>(
  db: Db,
  books: [Book, Book],
  begins: string,
  except: Key[],
): Promise<Key[]> {
  const keys = beginsWith(begins, except);
  const [one, other] = (
    await both(books, ({ collection, perKey }) =>
      db.aggregate<{ _id: Key; n: number }>(collection, [...perKey(keys)]),
    )
  ).map((rows) => new Map(rows.map(({ _id, n }) => [_id, n]))) as [Map<Key, number>, Map<Key, number>];
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (key) => (one.get(key) ?? 0) !== (other.get(key) ?? 0),
  );
}
