import { errorMonitor } from 'node:events';
import http from 'node:http';
import { callHere, type OwnCall } from './worker-call.ts';

export const ROUND_HEADER = 'x-local-round';
/** Set on answers to requests that count; other requests do not make a round. */
export const COUNTED_HEADER = 'x-local-counted';

type Request = typeof http.request;

/**
 * Lets every request of a function say its round: 1 + the highest round of its call that is answered when it is
 * sent. Only here is it known what a request waited for; the server sees mere arrival times.
 */
export function tellRounds(wireHost: string): void {
  const request = http.request as (...args: unknown[]) => http.ClientRequest;
  http.request = ((...args: unknown[]) => {
    const sent = request(...args);
    const call = callHere();
    if (call && sent.getHeader('host') === wireHost && !sent.headersSent) follow(sent, call);
    return sent;
  }) as Request;
}

function follow(sent: http.ClientRequest, call: OwnCall): void {
  const round = call.answeredRound + 1;
  const answered = () => {
    call.answeredRound = Math.max(call.answeredRound, round);
  };
  sent.setHeader(ROUND_HEADER, String(round));
  sent.on('response', (response) => {
    if (response.headers[COUNTED_HEADER]) response.on('end', answered);
  });
  // An answer that never came has been waited for as well.
  sent.on(errorMonitor, answered);
  sent.on('timeout', answered);
}
