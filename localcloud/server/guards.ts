import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadRequest } from './bad-request.ts';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost']);

/**
 * Keeps web pages of other places away from the local cloud: a name that was rebound to this machine is refused by its
 * Host, a request from another site by its Origin.
 */
export function guardRoutes(app: FastifyInstance, isReady: () => boolean): void {
  app.addHook('onRequest', async (request) => {
    refuseForeignHost(request);
    refuseForeignOrigin(request);
    if (!isReady()) throw new BadRequest('the local cloud is starting or being seeded', 503);
  });
}

function refuseForeignHost({ headers, socket }: FastifyRequest): void {
  // The port may be left out; what a browser sends of its own has it.
  const [, name = '', port] = /^([^:]+)(?::(\d+))?$/.exec(headers.host ?? '') ?? [];
  const ownPort = port === undefined || Number(port) === socket.localPort;
  if (OWN_NAMES.has(name.toLowerCase()) && ownPort) return;
  throw new BadRequest(`Host ${headers.host} is not 127.0.0.1 or localhost`, 403);
}

function refuseForeignOrigin({ headers, socket }: FastifyRequest): void {
  if (headers.origin === undefined) return;
  const origin = URL.canParse(headers.origin) ? new URL(headers.origin) : undefined;
  const own =
    origin?.protocol === 'http:' &&
    OWN_NAMES.has(origin.hostname) &&
    Number(origin.port || 80) === socket.localPort;
  if (!own) throw new BadRequest(`requests from ${headers.origin} are refused`, 403);
}
