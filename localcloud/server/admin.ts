import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { COUNTED_HEADER, ROUND_HEADER } from '../runtime/worker-rounds.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { Cloud } from './cloud.ts';
import type { Fate } from './faults.ts';

/** `POST /admin`: the wire of the SDK, with its requests counted and its faults made. */
export function adminRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.post('/admin', async (request, reply) => {
    const req = wireRequest(request);
    const action = cloud.wire.actionOf(req);
    const token = cloud.wire.tokenOf(req);
    const counts = action.startsWith('database.');
    const answered = counts ? cloud.counters.request(action, token, roundOf(request)) : () => {};
    const answer = await suffer(cloud, req, cloud.faults.fate(action), token);
    answered();
    if (!answer) return hangUp(reply);
    if (counts) reply.header(COUNTED_HEADER, '1');
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
}

export function wireRequest(request: FastifyRequest): WireRequest {
  return {
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    query: request.query as Record<string, string | undefined>,
  };
}

/** Handles a request as its fate has it; undefined when the answer does not arrive. */
async function suffer(
  cloud: Cloud,
  req: WireRequest,
  fate: Fate,
  token: string | undefined,
): Promise<WireAnswer | undefined> {
  if (fate.latencyMs > 0) await delay(fate.latencyMs);
  if (fate.kill === 'before' && killed(cloud, token)) return undefined;
  if (fate.unavailable) return unavailable();
  if (fate.conflict) return conflict(cloud, req);
  const answer = await cloud.wire.handle(req);
  if (fate.kill === 'after' && killed(cloud, token)) return undefined;
  return fate.dropAnswer ? undefined : answer;
}

function killed(cloud: Cloud, token: string | undefined): boolean {
  return token !== undefined && cloud.runtime.kill(token, 'the instance was killed');
}

function unavailable(): WireAnswer {
  return {
    status: 503,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ code: 'SYS_ERR', message: '[ResourceUnavailable] service unavailable' }),
  };
}

/** As the database says it: the write did not happen, and its transaction is dead. */
async function conflict(cloud: Cloud, req: WireRequest): Promise<WireAnswer> {
  const { transactionId } = JSON.parse(req.body.toString('utf8')) as { transactionId?: unknown };
  if (typeof transactionId === 'string') await cloud.engine.abort(transactionId).catch(() => {});
  const message =
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem cannot be solved, contact us.';
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ code: 'DATABASE_TRANSACTION_CONFLICT', message, requestId: randomUUID() }),
  };
}

function roundOf(request: FastifyRequest): number | undefined {
  const round = Number(request.headers[ROUND_HEADER]);
  return Number.isInteger(round) && round > 0 ? round : undefined;
}

function hangUp(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}
