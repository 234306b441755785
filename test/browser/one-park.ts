import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Product } from '../setup/product.ts';
import { Browser, type Device, type DeviceOptions } from './browser.ts';

/** A demo park and a browser for a whole test file; after each test nothing any page complained about is left unsaid. */
export function onePark() {
  const devices: Device[] = [];
  const there = {} as { cloud: TestCloud; park: Product; browser: Browser };
  beforeAll(async () => {
    there.cloud = await startLocalCloud({ seed: 'park' });
    there.park = new Product(there.cloud);
    there.browser = await Browser.open(there.cloud);
  });
  afterEach(async () => {
    const troubles = devices.flatMap((device) => device.troubles);
    await Promise.all(devices.splice(0).map((device) => device.close()));
    expect(troubles).toEqual([]);
  });
  afterAll(async () => {
    await there.browser?.close();
    await there.cloud?.stop();
  });
  async function device(openid: string, path?: string, options?: DeviceOptions): Promise<Device> {
    const one = await there.browser.phone(openid, path, options);
    devices.push(one);
    return one;
  }
  const phone = async (openid: string, path?: string): Promise<Page> => (await device(openid, path)).page;
  return { there, device, phone };
}
