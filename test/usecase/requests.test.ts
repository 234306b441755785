import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collections } from '../../cloudfunctions/store/collections.ts';
import { contract, type Operation } from '../../shared-types/contract/index.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { type Scene, scenesOf } from '../setup/scenes.ts';
import { loadSdk, type SdkDatabase } from '../setup/wx-sdk.ts';

/** Every command of the contract: what a repeat is answered, what another content is, and that refusals are not kept. */
let cloud: TestCloud;
let db: SdkDatabase;
let sceneOf: (fn: string, op: string) => Promise<Scene>;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  db = loadSdk(`${cloud.url}/admin`).database();
  const scenes = (await scenesOf(new Product(cloud))) as Record<string, object>;
  sceneOf = (fn, op) => (scenes[fn] as Record<string, () => Promise<Scene>>)[op]?.() as Promise<Scene>;
});
afterAll(() => cloud.stop());

const COMMANDS = Object.entries(contract).flatMap(([fn, ops]) =>
  Object.entries(ops as Record<string, Operation>)
    .filter(([, { kind }]) => kind === 'command')
    .map(([op]) => ({ fn, op })),
);

/** Every row there is, by collection; but not how often the codes of a batch were shown, which every look adds to. */
async function everything(): Promise<Record<string, unknown[]>> {
  const all = await Promise.all(
    collections.map(async ({ name }) => {
      const { data } = await db.collection(name).limit(1000).get();
      return [
        name,
        name === 'stocks' ? data.map(withoutNothing) : name === 'passBatches' ? data.map(withoutLog) : data,
      ];
    }),
  );
  return Object.fromEntries(all);
}
/** A shard that took a unit and gave it back says of a member that there is nothing. */
const withoutLog = ({ log, ...batch }: Record<string, unknown>) => batch;
const withoutNothing = ({ g, ...shard }: Record<string, unknown>) => ({
  ...shard,
  g: Object.entries(g as Record<string, unknown[]>).filter(([, taken]) => taken.length > 0),
});

/** A pay sheet is drawn anew for each look at it: what it is for is the same. */
const sheetless = (answer: Record<string, unknown>) => {
  const { payment, ...value } = (answer.value ?? {}) as { payment?: { package: string } };
  return payment ? { ...answer, value: { ...value, payment: payment.package } } : answer;
};

describe('a request', () => {
  it.each(COMMANDS)('of $fn $op is one request, whatever comes under its id', async ({ fn, op }) => {
    const { who, input, others, refused } = await sceneOf(fn, op);
    const requestId = ulid();
    const send = async (content: unknown) => {
      const { serverTime, ...answer } = await cloud.call<Record<string, unknown>>(
        fn,
        op,
        content,
        who,
        requestId,
      );
      return sheetless(answer);
    };

    if (refused) expect(await send(refused.input)).toMatchObject({ ok: false });
    await refused?.until?.();
    const first = await send(input);
    expect(first).toMatchObject({ ok: true });

    const before = await everything();
    await cloud.clock.advance(90_000, false);
    expect(await send(input)).toEqual(first);
    for (const other of others)
      expect(await send(other), JSON.stringify(other)).toMatchObject({
        refusal: { code: 'request_id_reused' },
      });
    expect(await everything()).toEqual(before);
    await cloud.clock.set(NOW, false);
  });
});

describe('one id, two subjects at one instant', () => {
  it('changes one of them', async () => {
    const park = new Product(cloud);
    for (let round = 0; round < 5; round++) {
      const offers = [await park.offer({ stock: 10 }), await park.offer({ stock: 10 })];
      const requestId = ulid();
      const raise = (offerId: string) =>
        cloud.call<{ ok: boolean; refusal?: { code: string } }>(
          'admin',
          'offer.raiseStock',
          { offerId, by: 5 },
          'o-operator',
          requestId,
        );
      const answers = await Promise.all(offers.map(raise));
      const said = answers.map(({ ok, refusal }) => (ok ? 'ok' : refusal?.code));
      expect(said.sort()).toEqual(['ok', 'request_id_reused']);
    }
  });
});
