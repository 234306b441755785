import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = { root, resolve: { alias: { '@shared': `${root}shared-types` } } };
const cloud = { globalSetup: ['test/setup/build-cloud.ts'], testTimeout: 180_000, hookTimeout: 240_000 };

/** Three speeds: `fast` needs nothing built, `cloud` runs built functions on a local cloud, `browser` drives the H5 app. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'fast',
          include: ['test/{domain,language,engine,miniprogram}/**/*.test.{ts,tsx}'],
          // Generous: the machine is shared, and a test that waits for a core has not failed.
          testTimeout: 180_000,
        },
      },
      {
        ...shared,
        test: { name: 'cloud', include: ['test/{wire,localcloud,usecase,sim}/**/*.test.ts'], ...cloud },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          include: ['test/{browser,weapp}/**/*.test.ts'],
          ...cloud,
          fileParallelism: false,
        },
      },
    ],
  },
});
