/** What one book says of all keys that begin with `_id`. */
export interface Sum {
  _id: string;
  /** Keys with a number other than nothing. */
  keys: number;
  n: number;
  /** Of the numbers: two differences that make up for each other are seen all the same. */
  squares: number;
}

/** Beginnings of keys below which two books do not agree, with the larger number of keys there. */
export function beginningsThatDiffer(one: Sum[], other: Sum[]): Array<{ begins: string; keys: number }> {
  const none = { keys: 0, n: 0, squares: 0 };
  const pairs = new Map(one.map((sum) => [sum._id, { sum, other: none as Omit<Sum, '_id'> }]));
  for (const row of other)
    pairs.set(row._id, { sum: pairs.get(row._id)?.sum ?? { _id: row._id, ...none }, other: row });
  return [...pairs.values()]
    .filter((pair) => (['keys', 'n', 'squares'] as const).some((of) => pair.sum[of] !== pair.other[of]))
    .map((pair) => ({ begins: pair.sum._id, keys: Math.max(pair.sum.keys, pair.other.keys) }));
}
