import { isDeeper, MAX_LEVELS } from '../wire/index.ts';

/** Somebody asked the local cloud for something it cannot do; the text says what to do instead. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status: 400 | 403 | 404 | 409 | 413 | 503 = 400,
  ) {
    super(message);
    this.name = 'BadRequest';
  }
}

/** Reads a request's JSON object; an empty body is an empty object. */
export function jsonObject(body: unknown, what = 'the body'): Record<string, unknown> {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  if (text.trim() === '') return {};
  if (isDeeper(text)) throw new BadRequest(`${what} is nested deeper than ${MAX_LEVELS} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BadRequest(`${what} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new BadRequest(`${what} must be a JSON object`);
}
