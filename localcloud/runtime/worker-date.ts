import { VirtualClock } from './clock.ts';

/** Makes this thread's Date follow the park's clock; `performance` and timers stay real. */
export function followClock(memory: SharedArrayBuffer): void {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now.bind(RealDate);
  const clock = new VirtualClock(memory);
  const now = () => clock.now(realNow);

  RealDate.now = now;
  const FollowingDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = FollowingDate;
  globalThis.Date = FollowingDate;
}
