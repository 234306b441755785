import { AsyncLocalStorage } from 'node:async_hooks';

/** The call that a piece of asynchronous work belongs to, also when it goes on after the call was answered. */
export interface OwnCall {
  id: string;
  variables: Record<string, string>;
  /** Highest round of its counted requests that is answered; see worker-rounds. */
  answeredRound: number;
}

/**
 * Every piece of work carries its own call. So work that outlives its call keeps the old identity and token and
 * can never act as the next person.
 */
export const ownCall = new AsyncLocalStorage<OwnCall>();

/** The call being answered now: whose variables work without a call of its own sees (timers of module scope). */
export const current: { call: OwnCall | undefined } = { call: undefined };

export const callHere = (): OwnCall | undefined => ownCall.getStore() ?? current.call;
