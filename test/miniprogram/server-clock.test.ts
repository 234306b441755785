import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../miniprogram/api/server-clock';
import { memoryStorage } from './memory-storage';

describe('the cloud’s time on the phone', () => {
  it('given a phone that is ten minutes late, when an answer came, then it counts by the cloud’s time', () => {
    let local = 1_000_000;
    const clock = new ServerClock(() => local);
    clock.learn(1_000_000, 1_000_100, 1_600_050);
    local = 1_000_100;
    expect(Math.abs(clock.now() - 1_600_100)).toBeLessThanOrEqual(50);
  });

  it('given answers of any latency, then the error is never more than the quickest of them took', () => {
    const answers = fc.array(fc.record({ up: fc.nat(5000), down: fc.nat(5000) }), { minLength: 1 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), answers, (truth, trips) => {
        let local = 0;
        const clock = new ServerClock(() => local);
        for (const { up, down } of trips) {
          const sent = local;
          local += up + down;
          clock.learn(sent, local, sent + up + truth);
        }
        const quickest = Math.min(...trips.map(({ up, down }) => up + down));
        expect(Math.abs(clock.now() - local - truth)).toBeLessThanOrEqual(quickest);
      }),
    );
  });

  it('given the cloud’s clock was moved, then the next answer is followed at once', () => {
    const clock = new ServerClock(() => 0);
    clock.learn(0, 0, 5000);
    clock.learn(0, 0, 3_605_000);
    expect(clock.now()).toBe(3_605_000);
  });

  it('given the app is started again without network, then it still counts by the cloud’s time', () => {
    const storage = memoryStorage();
    new ServerClock(() => 0, storage).learn(0, 100, 600_000);
    const again = new ServerClock(() => 50_000, storage);
    expect(Math.abs(again.now() - 650_000)).toBeLessThanOrEqual(100);
  });

  it('given a screen that counts by a wrong clock, when an answer shows it, then the screen is told, but not for a latency', () => {
    const clock = new ServerClock(() => 0);
    let told = 0;
    const stop = clock.onCorrected(() => {
      told += 1;
    });
    clock.learn(0, 0, 600_000);
    clock.learn(0, 0, 600_300);
    expect(told).toBe(1);
    stop();
    clock.learn(0, 0, 0);
    expect(told).toBe(1);
  });
});
