import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { resolveCloudId } from '../desks/index.ts';
import { CODE } from '../runtime/errors.ts';
import { type Caller, RuntimeError } from '../types.ts';
import { BadRequest, jsonObject } from './bad-request.ts';
import type { Cloud } from './cloud.ts';

/** What a phone can send with one call. */
const MAX_EVENT_BYTES = 1024 * 1024;

interface OfFunction {
  Params: { function: string };
}

/**
 * `POST /call/<function>`: a phone calls a function. `POST /local/timer/<function>`: its timer does.
 * `POST /http/<function>`: anybody calls its HTTP address, as CloudBase gives it one.
 */
export function callRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.post<OfFunction>('/call/:function', async (request, reply) => {
    const event = resolveCloudIds(eventOf(request), cloud.clock.now());
    return answer(reply, () => cloud.runtime.invoke(request.params.function, event, callerOf(request)));
  });
  app.post<OfFunction>('/http/:function', async (request, reply) =>
    overHttp(
      reply,
      await cloud.runtime.invoke(request.params.function, httpEvent(request), { source: 'wx_http' }),
    ),
  );
  app.post<OfFunction>('/local/timer/:function', (request, reply) =>
    answer(reply, () => cloud.timekeeper.fireNow(request.params.function)),
  );
}

/** The function's return value as JSON; a fault is a 500 that says nothing but its code and its trace. */
async function answer(reply: FastifyReply, run: () => Promise<unknown>): Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8');
  try {
    return reply.send(JSON.stringify((await run()) ?? null));
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    const { errCode, traceId, message } = error;
    if (errCode === CODE.MISSING)
      return reply.code(404).send(JSON.stringify({ errCode, errMsg: message, traceId }));
    console.error(`[call] ${traceId} ${errCode} ${message.split('\n', 1)[0]}`);
    return reply.code(500).send(JSON.stringify({ errCode, errMsg: 'internal', traceId }));
  }
}

/** A request as CloudBase's HTTP access hands it to a function. */
const httpEvent = ({ method, url, headers, body }: FastifyRequest) => ({
  path: url,
  httpMethod: method,
  headers,
  body: Buffer.isBuffer(body) ? body.toString('utf8') : '',
  isBase64Encoded: false,
});

/** What a function answered to it: a status, headers and a body; anything else is the body itself. */
function overHttp(reply: FastifyReply, answer: unknown): FastifyReply {
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) return reply.send(answer);
  const { statusCode, headers, body } = answer as { statusCode: number; headers?: object; body?: string };
  return reply
    .code(statusCode)
    .headers({ ...headers })
    .send(body ?? '');
}

function eventOf(request: FastifyRequest): Record<string, unknown> {
  const bytes = Buffer.isBuffer(request.body) ? request.body.length : 0;
  if (bytes > MAX_EVENT_BYTES) {
    throw new BadRequest(`the event has ${bytes} bytes; a phone can send ${MAX_EVENT_BYTES}`, 413);
  }
  return jsonObject(request.body, 'the event');
}

/** The platform puts the data behind a cloudID into the top-level field that carries it. */
function resolveCloudIds(event: Record<string, unknown>, now: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).map(([field, value]) => {
      const id = cloudIdIn(value);
      return [field, id === undefined ? value : resolveCloudId(id, now)];
    }),
  );
}

function cloudIdIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return undefined;
  return 'cloudID' in value && typeof value.cloudID === 'string' ? value.cloudID : undefined;
}

function callerOf(request: FastifyRequest): Caller {
  const openid = header(request, 'x-openid');
  if (!openid) throw new BadRequest('the header x-openid says who calls, e.g. o-mia; it is missing');
  const unionid = header(request, 'x-unionid');
  for (const id of [openid, unionid ?? 'o']) {
    if (/^-?\d+$/.test(id))
      throw new BadRequest(`the SDK turns the id ${id} into a number; use letters as well`);
  }
  return { source: 'wx_client', openid, unionid, clientip: header(request, 'x-clientip') ?? request.ip };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
}
