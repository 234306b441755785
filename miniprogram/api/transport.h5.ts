import { who } from '../platform/who';
import { type CallEvent, TransportFault } from './outcome';

const ANSWER_MS = 15_000;

/** Over the local cloud, same origin: who is calling is a header, because a browser has no WeChat. */
export async function send(fn: string, event: CallEvent): Promise<unknown> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  try {
    const response = await fetch(`/call/${fn}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-openid': who() },
      body: JSON.stringify(event),
      signal: abort.signal,
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new TransportFault('internal', traceIdOf(body));
    return body;
  } catch (error) {
    if (error instanceof TransportFault) throw error;
    throw new TransportFault(abort.signal.aborted ? 'internal' : 'offline');
  } finally {
    clearTimeout(timer);
  }
}

const traceIdOf = (body: unknown): string | undefined => {
  const traceId = (body as { traceId?: unknown } | null)?.traceId;
  return typeof traceId === 'string' ? traceId : undefined;
};
