const NAMED = new Map<number, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [13, 'javascript'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
]);

/** Alias or number → type names. */
export const TYPE_ALIASES: Record<string, string[]> = {
  number: ['int', 'long', 'double', 'decimal'],
  ...Object.fromEntries([...NAMED.values()].map((name) => [name, [name]])),
  ...Object.fromEntries([...NAMED].map(([code, name]) => [String(code), [name]])),
};

/** Whether the first key of an object makes it an operator. */
export function isOperatorName(key: string | undefined): boolean {
  return key?.startsWith('$') === true;
}
