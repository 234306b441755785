import { afterEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { activated, passCode } from '../setup/passes.ts';
import { Product, store } from '../setup/product.ts';

/** The built functions in a process of either clock zone: a day is a day of the park. */
let cloud: TestCloud;
let park: Product;
afterEach(() => cloud.stop());

const INSTANTS = [
  ['2026-06-15T23:59:59.999', '2026-06-15'],
  ['2026-06-16T00:00:00.000', '2026-06-16'],
  ['2026-06-16T07:59:59.999', '2026-06-16'],
  ['2026-06-16T08:00:00.000', '2026-06-16'],
  ['2026-06-16T23:59:59.999', '2026-06-16'],
  ['2026-06-17T00:00:00.000', '2026-06-17'],
] as const;

describe.each(['UTC', 'Asia/Shanghai'])('in the zone %s', (TZ) => {
  it('one check-in and one entry by a pass belong to each day of the park', async () => {
    cloud = await startLocalCloud({ seed: 'park', now: '2026-06-15T10:00:00+08:00', env: { TZ } });
    park = new Product(cloud);
    await park.join('o-zone');
    const pass = await activated(park, 'o-zone');
    const done = new Set<string>();
    for (const [now, day] of INSTANTS) {
      await cloud.clock.set(`${now}+08:00`, false);
      const sign = await park.answer('o-zone', 'campaign', 'checkin.sign', {});
      const { code } = await passCode(park, 'o-zone', pass);
      const enter = await park.answer('o-clerk-north', 'staff', 'redemption.confirm', {
        code,
        storeId: store('north'),
      });
      const first = !done.has(day);
      expect([now, sign.ok || sign.refusal.code, enter.ok || enter.refusal.code]).toEqual(
        first ? [now, true, true] : [now, 'already_signed', 'benefit_used_up'],
      );
      if (sign.ok) expect(sign.value).toMatchObject({ day, streak: done.size + 1 });
      done.add(day);
      const status = await park.ok('o-zone', 'campaign', 'checkin.status', {});
      expect(status).toMatchObject({ today: day, days: [...done] });
    }
  });
});
