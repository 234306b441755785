import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Input, OPERATIONS, otherTypes } from '../setup/bent-inputs.ts';
import { type Answer, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';

/**
 * Every operation, as the built functions take it: what is wrong with an event is named before anything is asked of the
 * database, and the request may still be made. The whole table of wrong values is held against the contract alone, in
 * test/domain/contract-inputs.test.ts.
 */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
});
afterAll(() => cloud.stop());

interface Refused {
  ok: boolean;
  refusal?: { code: string; detail?: { fields?: string[] } };
}
interface Bent {
  event: Input | unknown;
  /** The field that must be named. */
  field: string;
}
type Subject = (typeof OPERATIONS)[number];

const REQUEST = 'bent-first';
const WRONG_REQUESTS = [undefined, null, 7, '', 'a b', 'a'.repeat(65), ['a'], { $gt: '' }];

function bent({ op, operation, input }: Subject): Bent[] {
  const event = (over: unknown) => ({ op, requestId: REQUEST, input: over });
  const fields = Object.entries(input).flatMap(([field, value]) => {
    const { [field]: _gone, ...rest } = input;
    const others = otherTypes(value).filter((other) => !v.is(operation.input, { ...input, [field]: other }));
    return [
      ...others.map((wrong) => ({ event: event({ ...rest, [field]: wrong }), field })),
      ...(v.is(operation.input, rest) ? [] : [{ event: event(rest), field }]),
    ];
  });
  const wholes = ['x', 7, true, null, [], [input]].map((wrong) => ({ event: event(wrong), field: 'input' }));
  const requests = WRONG_REQUESTS.map((requestId) => ({
    event: { op, requestId, input },
    field: 'requestId',
  }));
  return [
    ...fields,
    ...wholes,
    { event: event({ ...input, ghost: 1 }), field: 'ghost' },
    ...(operation.kind === 'command' ? requests : []),
  ];
}

const send = (fn: string, event: unknown): Promise<Answer<Refused>> =>
  cloud.raw<Refused>(fn, event, 'o-operator');

describe('a bent event', () => {
  it.each(OPERATIONS)(
    'of $fn $op is invalid_input naming the field, and nothing is asked',
    async (subject) => {
      await cloud.requests.clear();
      const all = bent(subject);
      const answers = await Promise.all(all.map(({ event }) => send(subject.fn, event)));
      const named = answers.map(({ status, body }, i) => {
        const { event, field } = all[i] as Bent;
        const heads = body.refusal?.detail?.fields?.map((path) => path.split('.')[0]) ?? [];
        return { event, status, code: body.refusal?.code, field: heads.includes(field) ? field : heads };
      });
      expect(named).toEqual(
        all.map(({ event, field }) => ({ event, status: 200, code: 'invalid_input', field })),
      );
      expect((await cloud.requests.get()).total).toBe(0);

      const { status, body } = await send(subject.fn, {
        op: subject.op,
        requestId: REQUEST,
        input: subject.input,
      });
      expect(status).toBe(200);
      expect(['invalid_input', 'request_id_reused']).not.toContain(body.refusal?.code);
    },
  );
});

describe('an event that names no operation', () => {
  it.each(['member', 'wallet', 'campaign', 'staff', 'admin'])('of %s is invalid_input: op', async (fn) => {
    for (const op of [undefined, null, 7, '', 'no.such', 'constructor', '__proto__', ['member.me'], {}])
      expect((await send(fn, { op, requestId: REQUEST, input: {} })).body.refusal).toMatchObject({
        code: 'invalid_input',
        detail: { fields: ['op'] },
      });
  });
});
