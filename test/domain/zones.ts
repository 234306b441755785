import { afterAll, beforeAll, describe } from 'vitest';

/** Runs a block under both clock zones: park days must not depend on the zone of a server or phone. */
export const inZones = (what: string, body: () => void) =>
  describe.each(['UTC', 'Asia/Shanghai'])(`${what}, with the clock zone %s`, (zone) => {
    const before = process.env.TZ;
    beforeAll(() => {
      process.env.TZ = zone;
    });
    afterAll(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });
    body();
  });
