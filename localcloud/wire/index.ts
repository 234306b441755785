import { randomUUID } from 'node:crypto';
import type { Desks } from '../desks/index.ts';
import type { Clock, Engine, Runtime, Wire, WireAnswer, WireRequest } from '../types.ts';
import { CloudPay } from './cloudpay.ts';
import { DatabaseActions } from './database.ts';
import { serviceError, WireError } from './errors.ts';
import { invokeFunction } from './functions.ts';
import { OpenApi } from './openapi/index.ts';
import { type ParsedRequest, parseRequest } from './request.ts';
import { StorageActions } from './storage.ts';

export { isDeeper, MAX_LEVELS } from './nesting.ts';
export { MAX_REQUEST_BYTES } from './request.ts';

/** The SDK parses a form's answer as JSON only with exactly this type. */
const JSON_TYPE = 'application/json; charset=utf-8';

export interface WireDeps {
  engine: Engine;
  runtime: Pick<Runtime, 'invoke' | 'invocation'>;
  clock: Clock;
  desks: Desks;
  /** Refuse what production takes silently: see strict.ts. */
  strict: boolean;
}

/** What wx-server-sdk talks to at `POST /admin`. It answers every request, also a broken one, and never throws. */
export function createWire(deps: WireDeps): Wire {
  const database = new DatabaseActions(deps);
  const storage = new StorageActions(deps.desks.files);
  const openapi = new OpenApi(deps);
  const cloudPay = new CloudPay(deps);

  async function dispatch(req: ParsedRequest): Promise<WireAnswer | Record<string, unknown>> {
    const invocation = deps.runtime.invocation(req.token);
    switch (req.action) {
      case 'functions.invokeFunction':
        return invokeFunction(deps.runtime, req, invocation);
      case 'wx.openApi':
        return openapi.handle(req, invocation);
      case 'wx.api':
        return openapi.handleJson(req, invocation);
      case 'wx.wxPayApi':
        return plainJson(await cloudPay.handle(req, invocation));
    }
    const answer = database.run(req) ?? storage.run(req);
    if (!answer) throw new WireError('INVALID_PARAM', `unknown action: ${req.action}`);
    return answer;
  }

  return {
    actionOf: (req) => tryParse(req)?.action ?? 'unknown',
    tokenOf: (req) => tryParse(req)?.token,
    async handle(req) {
      const requestId = randomUUID();
      try {
        const answer = await dispatch(parseRequest(req));
        return isWireAnswer(answer) ? answer : json({ requestId, ...answer });
      } catch (error) {
        const { code, message } = serviceError(error);
        if (code === 'SYS_ERR') console.error('wire:', error);
        return json({ code, message, requestId });
      }
    },
  };
}

function tryParse(req: WireRequest): ParsedRequest | undefined {
  try {
    return parseRequest(req);
  } catch {
    return undefined;
  }
}

function json(body: Record<string, unknown>): WireAnswer {
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(body) };
}

/** cloudPay's answers go through as they are: the SDK keeps them as bytes and parses them itself. */
function plainJson(body: Record<string, unknown>): WireAnswer {
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: JSON.stringify(body) };
}

function isWireAnswer(answer: WireAnswer | Record<string, unknown>): answer is WireAnswer {
  return 'status' in answer && 'headers' in answer;
}
