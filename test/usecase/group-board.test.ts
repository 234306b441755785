import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
/** Agreeing to be shown, as the member document has it. */
let agree: (who: string) => Promise<void>;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  const [{ openDb }, { keysFrom }] = await Promise.all([
    import('../../cloudfunctions/platform/db.ts'),
    import('../../cloudfunctions/platform/keys.ts'),
  ]);
  const secrets = await cloud.secrets();
  const keys = keysFrom((name) => secrets[name] as string);
  agree = async (who) => {
    await openDb().update('members', { _id: keys.memberId(who) }, { 'consent.scopes.groupBoard': true });
  };
});
afterAll(() => cloud.stop());

const sign = (who: string, groupTicket?: string) =>
  park.ok(who, 'campaign', 'checkin.sign', groupTicket ? { groupTicket } : {});
const board = (who: string, input: { groupTicket?: string; groupId?: string }) =>
  park.ok(who, 'campaign', 'checkin.board', input);
const refused = (who: string, input: { groupTicket?: string; groupId?: string }) =>
  park.refused(who, 'campaign', 'checkin.board', input);
async function member(who: string, nickname: string): Promise<void> {
  await park.join(who, nickname);
  await agree(who);
}

describe('a group board', () => {
  it('knows who came in by the group’s ticket, by a check-in, the page or the board itself', async () => {
    await member('o-a', '阿浪');
    await member('o-b', '小海');
    await member('o-c', '贝贝');
    expect(await sign('o-a', 'group:G1')).toMatchObject({ groupId: 'G1' });
    expect(await park.ok('o-b', 'campaign', 'checkin.status', { groupTicket: 'group:G1' })).toMatchObject({
      groupId: 'G1',
    });
    const view = await board('o-c', { groupTicket: 'group:G1' });
    expect(view.items[0]).toMatchObject({ rank: 1, nickname: '阿浪', streak: 1 });
    expect(new Set(view.items.map(({ nickname }) => nickname))).toEqual(new Set(['阿浪', '小海', '贝贝']));
    expect(view).toMatchObject({ groupId: 'G1', ranked: 3, me: { nickname: '贝贝', streak: 0 } });
    expect((await board('o-a', { groupId: 'G1' })).items).toHaveLength(3);
  });

  it('is closed to everybody else: a group id of the phone proves nothing, nor does a made-up ticket', async () => {
    await member('o-d', '路人');
    expect(await refused('o-d', { groupId: 'G1' })).toBe('not_allowed');
    expect(await refused('o-d', { groupTicket: 'G1' })).toBe('not_allowed');
    expect(await refused('o-nobody', { groupId: 'G1' })).toBe('not_allowed');
    // The ticket is what counts, whatever the phone says beside it.
    expect(await board('o-d', { groupTicket: 'group:G2', groupId: 'G1' })).toMatchObject({
      groupId: 'G2',
      ranked: 1,
    });
  });

  it('shows a guest who has its ticket the ranks and no row of their own, and notes nothing of them', async () => {
    expect(await board('o-guest-7', { groupTicket: 'group:G1' })).toMatchObject({ me: null, ranked: 3 });
    expect(await refused('o-guest-7', { groupId: 'G1' })).toBe('not_allowed');
  });

  it('leaves out who takes the consent back, at once', async () => {
    await park.join('o-e', '害羞');
    await sign('o-e', 'group:G3');
    expect(await board('o-e', { groupId: 'G3' })).toMatchObject({ items: [], me: { rank: null, streak: 1 } });
    await agree('o-e');
    expect(await board('o-e', { groupId: 'G3' })).toMatchObject({ ranked: 1, me: { rank: 1 } });
  });

  it('asks for one of the two', async () => {
    expect(await refused('o-a', {})).toBe('invalid_input');
  });

  it('a ticket that WeChat does not know keeps nobody from checking in', async () => {
    await member('o-f', '小鲸');
    expect(await sign('o-f', 'not-a-ticket')).toEqual({
      day: '2026-06-15',
      streak: 1,
      points: 5,
      rewards: [],
    });
  });

  it('costs 4 requests in 2 rounds by the ticket, and the same by the id, whatever the number of members', async () => {
    await board('o-a', { groupId: 'G1' });
    await cloud.requests.clear();
    await board('o-a', { groupId: 'G1' });
    await board('o-a', { groupTicket: 'group:G1' });
    expect(await park.costs()).toEqual([
      { op: 'checkin.board', requests: 4, rounds: 2 },
      { op: 'checkin.board', requests: 4, rounds: 2 },
    ]);
  });
});
