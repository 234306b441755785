import type { Desks } from '../../desks/index.ts';
import type { Clock } from '../../types.ts';

/** What an imitated API may use, and what it was called with (keys in snake_case, as WeChat gets them). */
export interface ApiCall {
  desks: Desks;
  clock: Clock;
  params: Record<string, unknown>;
}
export interface Picture {
  contentType: string;
  buffer: Buffer;
}
/** Answers WeChat's JSON without errcode (keys in snake_case), or a picture; fails with ApiError. */
export type Api = (call: ApiCall) => Promise<Record<string, unknown> | Picture>;

/** WeChat's own errors: the SDK throws `{ errCode, errMsg: 'openapi.<api>:fail <errmsg>' }`. */
export class ApiError extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** A parameter that must be a non-empty string; else WeChat's error for it. */
export function requireText(params: Record<string, unknown>, name: string, errcode = 40097): string {
  const value = params[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ApiError(errcode, `invalid args: ${name} is required`);
}
