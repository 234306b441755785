import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { BadRequest } from './bad-request.ts';

export interface StaticFolders {
  /** The built H5 app, at `/app/`. */
  app: string;
  /** The stage, at `/`. */
  stage: string;
}

/** A name with a hash in it never changes its content. */
const HASHED = /[.-][0-9a-f]{8,}\.\w+$/i;

/** The H5 app at `/app/` and the stage at `/`. */
export async function staticRoutes(app: FastifyInstance, folders: StaticFolders): Promise<void> {
  await app.register(fastifyStatic, {
    root: [folders.stage, folders.app].filter((dir) => existsSync(dir)),
    serve: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      reply.setHeader(
        'cache-control',
        HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });

  app.get('/app', (_, reply) => reply.redirect('/app/'));
  app.get<{ Params: { '*': string } }>('/app/*', (request, reply) => {
    // Paths without a file are the app's own: it is a single page.
    const wanted = request.params['*'];
    const file = existsFile(folders.app, wanted) ? wanted : 'index.html';
    if (!existsFile(folders.app, file))
      throw new BadRequest('the H5 app is not built: npm run build:h5', 404);
    if (file !== wanted && /\.\w+$/.test(wanted)) throw new BadRequest(`no file ${wanted}`, 404);
    return reply.sendFile(file, folders.app);
  });
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const file = request.params['*'] || 'index.html';
    if (existsFile(folders.stage, file)) return reply.sendFile(file, folders.stage);
    if (file === 'index.html') return welcome(reply);
    throw new BadRequest(`nothing here: ${request.url}`, 404);
  });
}

function existsFile(dir: string, file: string): boolean {
  return file !== '' && !file.split(/[\\/]/).includes('..') && existsSync(join(dir, file));
}

function welcome(reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .send('<!doctype html><p>The local cloud runs. <a href="/app/">/app/</a></p>');
}
