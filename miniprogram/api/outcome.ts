import type { Contract, FunctionName, InputOf, OpName, Refusal, RefusalOf, ValueOf } from '@shared/contract';

export type { FunctionName, InputOf, OpName, RefusalOf, ValueOf };

/** Why nothing is known of the call: no network, or the cloud failed. Never the same as a refusal. */
export interface Fault {
  ok: false;
  fault: 'offline' | 'internal';
  /** Names the failed run in the cloud's logs. */
  traceId?: string;
}
export interface Refused<Code extends string = string> {
  ok: false;
  refusal: Refusal<Code>;
}
export type Outcome<Value, Code extends string = string> = { ok: true; value: Value } | Refused<Code> | Fault;

export type OutcomeOf<F extends FunctionName, O extends OpName<F>> = Outcome<ValueOf<F, O>, RefusalOf<F, O>>;

/** What goes to the cloud function. */
export interface CallEvent {
  op: string;
  requestId?: string;
  input: unknown;
}

type CommandsOf<Ops> = { [O in keyof Ops]: Ops[O] extends { kind: 'command' } ? O : never }[keyof Ops];
/** Operations that change something; they carry a requestId. */
export type CommandName = { [F in FunctionName]: CommandsOf<Contract[F]> }[FunctionName];

/** What a transport throws when no answer of the function arrived. */
export class TransportFault extends Error {
  constructor(
    readonly fault: 'offline' | 'internal',
    readonly traceId?: string,
  ) {
    super(fault);
    this.name = 'TransportFault';
  }
}
