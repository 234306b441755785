import Taro from '@tarojs/taro';

const POOL_BYTES = 512;
let pool = new Uint8Array(0);
let used = 0;
let filling = false;

/**
 * A random number in [0, 1) for requestIds and pauses. WeChat hands out secure bytes only later, so a pool of them is
 * kept; while it is empty Math.random will do, since a requestId must be unique for one person and is no secret.
 */
export function random(): number {
  if (pool.length - used < POOL_BYTES / 4) fill();
  if (pool.length - used < 4) return Math.random();
  const value = new DataView(pool.buffer, pool.byteOffset + used, 4).getUint32(0);
  used += 4;
  return value / 2 ** 32;
}

function fill(): void {
  if (filling) return;
  filling = true;
  // With callbacks: Taro hands this call through as it is, and older WeChat answers no promise.
  Taro.getRandomValues({
    length: POOL_BYTES,
    success({ randomValues }) {
      pool = new Uint8Array(randomValues);
      used = 0;
    },
    complete() {
      filling = false;
    },
  });
}
