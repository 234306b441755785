/** Keys of a value and of all it holds, rewritten; arrays and Buffers stay what they are. */
function rewriteKeys(value: unknown, rewrite: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteKeys(item, rewrite));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rewrite(key), rewriteKeys(item, rewrite)]),
  );
}

/** `template_info` → `templateInfo`, as a person wrote it before the SDK sent it. */
export function camelKeys(value: unknown): unknown {
  return rewriteKeys(value, (key) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

export function snakeKeys(value: unknown): unknown {
  return rewriteKeys(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}
