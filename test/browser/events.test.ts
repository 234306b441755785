import { expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import { loadSdk } from '../setup/wx-sdk.ts';
import { onePark } from './one-park.ts';
import { sees } from './people.ts';

const { there, device } = onePark();

it('given a phone that lost its network, when it is opened again, then each page it has shown is told of once', async () => {
  loadSdk(`${there.cloud.url}/admin`);
  const { openDb } = await import('../../cloudfunctions/platform/db.ts');
  const db: Db = openDb();
  const { page, troubles } = await device('o-mia');
  await sees(page, '签到');
  const told = () => page.waitForResponse((answer) => answer.url().endsWith('/call/track') && answer.ok());
  // Answers of the first batches are lost after the cloud has heard them.
  await page.route('**/call/track', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.reload();
  await sees(page, '签到');
  await page.unrouteAll({ behavior: 'wait' });
  // That answers got lost is seen by the phone as well.
  expect(troubles.splice(0).join()).toContain('/call/track');
  const again = told();
  await page.reload();
  await again;
  await expect
    .poll(
      async () => (await page.evaluate<string | null>("localStorage.getItem('whale:o-mia:events')")) ?? '[]',
    )
    .toBe('[]');
  const views = await db.find('events', { name: 'page_view', page: 'pages/home/index' });
  const ids = views.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(2);
  expect(new Set(ids).size).toBe(ids.length);
});
