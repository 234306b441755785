import type { WireRequest } from '../types.ts';
import { WireError } from './errors.ts';
import { parseMultipart } from './multipart.ts';
import { isDeeper, MAX_LEVELS } from './nesting.ts';

/** A document of 16 MB, the largest one there is, with its envelope. */
export const MAX_REQUEST_BYTES = 17 * 1024 * 1024;

/** A request of the SDK, read: JSON fields, or the parts of a form (openapi, getOpenData, cloudPay). */
export interface ParsedRequest {
  action: string;
  token: string | undefined;
  fields: Record<string, unknown>;
  parts: Map<string, Buffer>;
  /** Where the SDK reached this server, e.g. `127.0.0.1:8787`. */
  host: string;
}

type Reading = { ok: ParsedRequest } | { failed: WireError };

/** Action and token are asked for before the request is handled; the body is read once. */
const read = new WeakMap<WireRequest, Reading>();

/** Reads a request; throws WireError for a body that is too large or is neither JSON nor a form. */
export function parseRequest(req: WireRequest): ParsedRequest {
  let reading = read.get(req);
  if (!reading) {
    reading = tryRead(req);
    read.set(req, reading);
  }
  if ('failed' in reading) throw reading.failed;
  return reading.ok;
}

function tryRead(req: WireRequest): Reading {
  try {
    return { ok: readBody(req) };
  } catch (error) {
    if (error instanceof WireError) return { failed: error };
    return { failed: new WireError('INVALID_PARAM', `request body is not valid: ${String(error)}`) };
  }
}

function readBody(req: WireRequest): ParsedRequest {
  if (req.body.length > MAX_REQUEST_BYTES) {
    throw new WireError(
      'EXCEED_REQUEST_LIMIT',
      `[LimitExceeded] request of ${req.body.length} bytes exceeds the limit of ${MAX_REQUEST_BYTES} bytes`,
    );
  }
  const contentType = header(req, 'content-type');
  const host = header(req, 'host') || '127.0.0.1';
  if (/^multipart\/form-data/i.test(contentType)) {
    const parts = parseMultipart(contentType, req.body);
    if (!parts) throw new WireError('INVALID_PARAM', 'request body is not a valid multipart form');
    const text = (name: string) => parts.get(name)?.toString('utf8');
    return {
      action: requireAction(text('action')),
      token: text('wxCloudApiToken') || undefined,
      fields: { apiName: text('apiName') },
      parts,
      host,
    };
  }
  const text = req.body.toString('utf8');
  if (isDeeper(text)) {
    throw new WireError('INVALID_PARAM', `request body is nested deeper than ${MAX_LEVELS} levels`);
  }
  const fields: unknown = JSON.parse(text);
  if (!isRecord(fields)) throw new WireError('INVALID_PARAM', 'request body must be a JSON object');
  const token = typeof fields.wxCloudApiToken === 'string' ? fields.wxCloudApiToken : '';
  return {
    action: requireAction(fields.action),
    token: token || undefined,
    fields,
    parts: new Map(),
    host,
  };
}

function requireAction(action: unknown): string {
  if (typeof action === 'string' && action !== '') return action;
  throw new WireError('INVALID_PARAM', 'param.action must be a non-empty string');
}

function header(req: WireRequest, name: string): string {
  const value = req.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** A plain object, as JSON knows it. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
