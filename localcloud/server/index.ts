import Fastify, { type FastifyInstance } from 'fastify';
import { DeskError } from '../desks/index.ts';
import type { WireAnswer } from '../types.ts';
import { adminRoutes, wireRequest } from './admin.ts';
import { BadRequest } from './bad-request.ts';
import { callRoutes } from './call.ts';
import type { Cloud } from './cloud.ts';
import { guardRoutes } from './guards.ts';
import { localRoutes } from './local.ts';
import { type StaticFolders, staticRoutes } from './statics.ts';

export type { Cloud } from './cloud.ts';
export { Counters } from './counters.ts';
export { Faults } from './faults.ts';
export { lockDataDir } from './lock.ts';
export { readSecrets } from './secrets.ts';

/** The largest body that is read at all; smaller limits are said by the routes. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Longer than any function runs, so that a kept connection never closes under a request of the SDK. */
const KEEP_ALIVE_MS = 75_000;

export interface ServerOptions {
  cloud: Cloud;
  folders: StaticFolders;
  /** Until then everything is answered 503. */
  isReady(): boolean;
}

/** Everything the local cloud says over HTTP; listens on nothing yet. */
export async function createServer({ cloud, folders, isReady }: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1000 },
  });
  // Bodies are read as they are: each route says itself what is wrong with one.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  guardRoutes(app, isReady);
  sayErrors(app);
  adminRoutes(app, cloud);
  callRoutes(app, cloud);
  localRoutes(app, cloud);
  fileRoutes(app, cloud);
  await staticRoutes(app, folders);
  return app;
}

/** As much as a phone sends of one picture. */
const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

/**
 * `/storage/<path>` takes and gives the files of the cloud; `/upload/<path>` is what a browser phone has in place of
 * WeChat's `uploadFile`; `/qweather/…` answers like the weather provider.
 */
function fileRoutes(app: FastifyInstance, { desks }: Cloud): void {
  interface OfPath {
    Params: { '*': string };
  }
  app.put<OfPath>('/storage/*', async (request, reply) =>
    send(
      reply,
      await desks.files.put(request.params['*'], request.headers.signature, wireRequest(request).body),
    ),
  );
  app.post<OfPath>('/upload/*', async (request, reply) => {
    const { body } = wireRequest(request);
    if (body.length > MAX_UPLOAD_BYTES) throw new BadRequest(`at most ${MAX_UPLOAD_BYTES} bytes`, 413);
    const path = request.params['*'];
    const put = await desks.files.put(path, desks.files.signatureOf(path), body);
    return put.status === 200 ? reply.send({ fileID: desks.files.fileId(path) }) : send(reply, put);
  });
  app.get<OfPath>('/storage/*', async (request, reply) =>
    send(reply, await desks.files.get(request.params['*'])),
  );
  app.get<{ Querystring: { location?: string; date?: string } }>(
    '/qweather/v7/historical/weather',
    async (request, reply) => send(reply, desks.weather.answer(request.query)),
  );
  app.get<{ Querystring: { location?: string } }>('/qweather/v7/weather/now', async (request, reply) =>
    send(reply, desks.weather.now(request.query)),
  );
}

function send(reply: import('fastify').FastifyReply, answer: WireAnswer) {
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

function sayErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status =
      error instanceof BadRequest || error instanceof DeskError ? error.status : (error.statusCode ?? 500);
    if (status >= 500 && status !== 503) console.error(`${request.method} ${request.url}:`, error);
    const bad = request.url.startsWith('/admin')
      ? { code: status === 413 ? 'EXCEED_REQUEST_LIMIT' : 'INVALID_PARAM', message: error.message }
      : { errCode: status < 500 ? -501007 : -501001, errMsg: error.message };
    return reply.code(status).send(bad);
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ errCode: -501007, errMsg: `nothing here: ${request.method} ${request.url}` }),
  );
}
