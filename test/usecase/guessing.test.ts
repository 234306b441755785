import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { luhnDigit } from '../../shared-types/counter-code.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { Steps } from '../setup/steps.ts';

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

const guess = (n: number) => {
  const digits = String(10_000_000_000 + n);
  return digits + luhnDigit(digits);
};
const preview = async (who: string, code: string) => {
  const answer = await park.answer(who, 'staff', 'redemption.preview', { code });
  return answer.ok ? 'ok' : answer.refusal.code;
};
const shown = async () => {
  const { couponId } = await park.claim('o-mia', await park.offer());
  return park.code('o-mia', couponId);
};

describe('guessing numbers', () => {
  it('ten wrong ones within ten minutes close typing for fifteen, for that clerk only; scanning stays open', async () => {
    const wrong = ['123456789012', '1', ...Array.from({ length: 8 }, (_unused, n) => guess(n))];
    for (const code of wrong) expect(await preview('o-clerk-north', code)).toBe('code_invalid');
    const view = await shown();
    expect(await preview('o-clerk-north', view.number)).toBe('too_many_attempts');
    const typed = { code: view.number, storeId: store('north') };
    expect(await park.refused('o-clerk-north', 'staff', 'redemption.confirm', typed)).toBe(
      'too_many_attempts',
    );
    expect(await preview('o-clerk-north', view.code)).toBe('ok');
    expect(await preview('o-manager', view.number)).toBe('ok');

    await cloud.clock.set(NOW + 15 * 60_000 - 1, false);
    expect(await preview('o-clerk-north', guess(99))).toBe('too_many_attempts');
    await cloud.clock.set(NOW + 15 * 60_000, false);
    expect(await preview('o-clerk-north', guess(99))).toBe('code_invalid');
    await cloud.clock.set(NOW, false);
  });

  it('counts a burst in full, also by confirm, and stale numbers of real coupons', async () => {
    const view = await shown();
    await cloud.clock.set(view.validUntil, false);
    expect(await preview('o-clerk-penguin', view.number)).toBe('code_expired');
    const burst = Array.from({ length: 9 }, (_unused, n) =>
      park.refused('o-clerk-penguin', 'staff', 'redemption.confirm', {
        code: guess(n),
        storeId: store('penguin'),
      }),
    );
    await Promise.all(burst);
    expect(await preview('o-clerk-penguin', guess(50))).toBe('too_many_attempts');
    const steps = new Steps(cloud);
    const row = await steps.db.get('staff', steps.keys.staffId('o-clerk-penguin'));
    expect(row?.wrong).toHaveLength(10);
    expect(row?.closings).toEqual([view.validUntil]);
    await cloud.clock.set(NOW, false);
  });

  it('spread over more than ten minutes is what tired people do', async () => {
    for (let n = 0; n < 12; n++) {
      await cloud.clock.set(NOW + n * 70_000, false);
      expect(await preview('o-manager', guess(n))).toBe('code_invalid');
    }
    await cloud.clock.set(NOW, false);
  });
});
