/** Splits a list into runs of at most `size`, in order. */
export function* chunks<T>(list: T[], size: number): Generator<T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
