import { ulid } from 'ulid';
import { useNetwork } from '../platform/network';
import { random } from '../platform/random';
import { storage } from '../platform/storage';
import { type Caller, createCaller } from './caller';
import { isCommand } from './commands';
import { Journal } from './journal';
import type { FunctionName, InputOf, OpName, OutcomeOf } from './outcome';
import { ServerClock } from './server-clock';
import { send } from './transport';

const clock = new ServerClock(Date.now, storage);

/** An id that no other phone makes, as requestIds are. */
export const newId = (): string => ulid(clock.now(), random);

const journal = new Journal(storage, Date.now, newId);

const caller: Caller = createCaller({
  send,
  isCommand,
  journal,
  clock,
  localNow: Date.now,
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  random,
  reached: (yes) => useNetwork.getState().reached(yes),
});

/** The cloud's present, epoch ms. Everything that counts down counts by this. */
export const serverNow = (): number => clock.now();

/** Calls back when the cloud's present turned out to be another one than was thought; call the answer to stop. */
export const onClockCorrected = (act: () => void): (() => void) => clock.onCorrected(act);

/**
 * The only way to the cloud. Never throws: answers the value, a refusal (a sentence for the person) or a fault
 * (offer to try again; the same wish keeps its requestId, so trying again never does a thing twice).
 */
export function call<F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
): Promise<OutcomeOf<F, O>> {
  return caller.call(fn, op, input) as Promise<OutcomeOf<F, O>>;
}

export const resumePending = caller.resume;

/** The requestId of a command that is still without an answer. */
export const pendingRequest = <F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
): string | undefined => journal.find(fn, op, input)?.requestId;

/** A wish that goes another way now is not repeated at the next start. */
export const forgetRequest = (requestId: string): void => journal.close(requestId);
