import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDesks, type Desks } from '../../localcloud/desks/index.ts';
import { openEngine } from '../../localcloud/engine/index.ts';
import {
  type Caller,
  type Clock,
  type Engine,
  type Invocation,
  RuntimeError,
  type Wire,
  type WireAnswer,
} from '../../localcloud/types.ts';
import { createWire } from '../../localcloud/wire/index.ts';
import { loadSdk, type Sdk } from './wx-sdk.ts';

/** What a function of the test does with an event; throws RuntimeError to fail as the platform does. */
export type TestFunction = (event: unknown, caller: Caller) => unknown;

/** A wire endpoint with a real engine and desks, on a free port; functions are those the test declares. */
export interface WireServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  engine: Engine;
  desks: Desks;
  wire: Wire;
  /** Set `clock.at` (epoch ms) to move the time. */
  clock: Clock & { at: number };
  functions: Map<string, TestFunction>;
  /** The SDK of this process, called from outside of functions, or inside of `call`. */
  sdk(call?: Partial<Invocation>): Sdk;
  /** POST of raw bytes to /admin. */
  post(body: string | Buffer, headers?: Record<string, string>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export const START = Date.parse('2024-06-01T02:00:00Z');

/** Starts a wire server in a folder of its own; strict unless told otherwise. */
export async function startWireServer(
  options: { strict?: boolean; transactionMs?: number } = {},
): Promise<WireServer> {
  const dir = await mkdtemp(join(tmpdir(), 'wire-'));
  const clock = { at: START, now: () => clock.at };
  const { transactionMs } = options;
  const engine = await openEngine({ dir, clock, ...(transactionMs === undefined ? {} : { transactionMs }) });
  const functions = new Map<string, TestFunction>();
  const invocations = new Map<string, Invocation>();
  const runtime = {
    invocation: (token: string | undefined) => invocations.get(token ?? ''),
    async invoke(name: string, event: unknown, caller: Caller) {
      const run = functions.get(name);
      if (!run)
        throw new RuntimeError(-501000, `FunctionName parameter could not be found: ${name}`, 'trace');
      return run(event, caller);
    },
  };
  const desks = createDesks({ engine, clock, runtime, dir });
  const wire = createWire({ engine, runtime, clock, desks, strict: options.strict ?? true });
  const server = createServer((req, res) => {
    serve(wire, desks, req).then(
      (answer) => send(res, answer),
      (error) => send(res, { status: 500, headers: {}, body: String(error) }),
    );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    engine,
    desks,
    wire,
    clock,
    functions,
    sdk(call) {
      if (!call) return loadSdk(`${url}/admin`);
      const token = call.token ?? `token-${invocations.size}`;
      invocations.set(token, {
        token,
        functionName: 'f',
        caller: { source: 'wx_client' },
        openapi: new Set(),
        ...call,
      });
      return loadSdk(`${url}/admin`, token);
    },
    async post(body, headers = { 'content-type': 'application/json' }) {
      const answer = await fetch(`${url}/admin`, { method: 'POST', body, headers });
      return (await answer.json()) as Record<string, unknown>;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await engine.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function serve(wire: Wire, desks: Desks, req: IncomingMessage): Promise<WireAnswer> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (url.pathname === '/admin') {
    return wire.handle({ headers: req.headers, body, query: Object.fromEntries(url.searchParams) });
  }
  const path = decodeURIComponent(url.pathname.replace(/^\/storage\//, ''));
  return req.method === 'PUT' ? desks.files.put(path, req.headers.signature, body) : desks.files.get(path);
}

function send(res: ServerResponse, answer: WireAnswer): void {
  res.writeHead(answer.status, answer.headers).end(answer.body);
}
