import type * as v from 'valibot';

/** Codes any operation may refuse with, beside its own. */
export type CommonRefusal =
  | 'not_allowed'
  | 'invalid_input'
  | 'not_found'
  | 'member_required'
  | 'already_published'
  | 'version_conflict'
  | 'rules_incomplete'
  | 'request_id_reused'
  | 'request_expired';

/** A refusal is an answer, not an error: the phone shows the sentence for its code. */
export interface Refusal<Code extends string = string> {
  code: Code;
  message: string;
  detail?: Record<string, unknown>;
}

/** What every product function answers. `serverTime` is epoch ms. */
export type Answer<Value, Code extends string = string> =
  | { ok: true; value: Value; serverTime: number }
  | { ok: false; refusal: Refusal<Code>; serverTime: number };

/**
 * One operation: how its input is read, what it answers, how it may refuse.
 * A query changes nothing and needs no requestId; a command needs one, and a repeat gets the first answer.
 */
export interface Operation<
  Kind extends 'query' | 'command' = 'query' | 'command',
  Input extends v.GenericSchema = v.GenericSchema,
  Value = unknown,
  Code extends string = string,
> {
  kind: Kind;
  input: Input;
  refusals: readonly Code[];
  /** Only for the compiler: the type of the value. */
  readonly value?: Value;
}

/** Declares a query: `query<Value>()(input, refusals)`. Two calls, so that only Value is written out. */
export const query =
  <Value>() =>
  <Input extends v.GenericSchema, const Code extends string = never>(
    input: Input,
    refusals: readonly Code[] = [],
  ): Operation<'query', Input, Value, Code> => ({ kind: 'query', input, refusals });

/** Declares a command: `command<Value>()(input, refusals)`. */
export const command =
  <Value>() =>
  <Input extends v.GenericSchema, const Code extends string = never>(
    input: Input,
    refusals: readonly Code[] = [],
  ): Operation<'command', Input, Value, Code> => ({ kind: 'command', input, refusals });
