import { setMaxListeners } from 'node:events';
import { request } from 'node:http';
import { type LocalCloudOptions, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

setMaxListeners(0);

export interface Park {
  cloud: TestCloud;
  product: Product;
}

/** A demo park whose clock stands, with members `o-l0 …` who have `coupons` old coupons each. */
export async function openPark(members: number, options: LocalCloudOptions = {}): Promise<Park> {
  const cloud = await startLocalCloud({ seed: 'empty', now: new Date(NOW).toISOString(), ...options });
  await fill(cloud, { members, coupons: 0 });
  return { cloud, product: new Product(cloud) };
}

/** `/local/reset` to a large park, however long it takes (fetch gives up after five minutes). */
export function fill(
  cloud: TestCloud,
  size: { members: number; coupons: number; birthdaysToday?: number },
): Promise<void> {
  return new Promise((done, fail) => {
    const sent = request(`${cloud.url}/local/reset`, { method: 'POST' }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? done() : fail(new Error(`the reset answered ${response.statusCode}`)),
      );
    });
    sent.on('error', fail);
    sent.end(JSON.stringify({ seed: 'large', ...size }));
  });
}
