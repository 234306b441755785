import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collections } from '../../cloudfunctions/store/collections.ts';
import type { PersonalData } from '../../shared-types/contract/person.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { Birthdays, solar } from '../setup/birthdays.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { Members } from '../setup/members.ts';
import { activated, passCode } from '../setup/passes.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { loadSdk, type Sdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
let lottery: Lottery;
let people: Birthdays;
let members: Members;
let sdk: Sdk;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  lottery = new Lottery(park);
  people = await Birthdays.of(park, cloud);
  members = await Members.of(cloud);
  sdk = loadSdk(`${cloud.url}/admin`);
});
afterAll(() => cloud.stop());

const data = async (who: string): Promise<PersonalData> =>
  (await park.ok(who, 'member', 'member.export', {})).data as PersonalData;
const erase = (who: string, requestId?: string) =>
  park.ok(who, 'member', 'member.erase', { confirm: true, forfeit: true }, requestId);
const refusal = async (who: string, input: { confirm: true; forfeit?: true } = { confirm: true }) => {
  const answer = await park.answer(who, 'member', 'member.erase', input);
  if (answer.ok) throw new Error(`${who} was erased`);
  return { code: answer.refusal.code, ...answer.refusal.detail };
};
const books = async () => (await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences;
/** A photo of somebody's, uploaded as the phone does. */
const upload = async (cloudPath: string) =>
  (await sdk.uploadFile({ cloudPath, fileContent: Buffer.from('picture') })).fileID;
const isThere = async (fileID: string) =>
  (await sdk.getTempFileURL({ fileList: [fileID] })).fileList[0]?.status === 0;

/** Every row of every collection in which one of the words stands, as `collection/_id: word`. */
async function found(words: string[]): Promise<string[]> {
  const hits: string[] = [];
  for (const { name } of collections) {
    for (let skip = 0; ; skip += 1000) {
      const query = members.db.collection(name).where({}).orderBy('_id', 'asc');
      const rows = (await query.skip(skip).limit(1000).get()).data;
      for (const row of rows)
        for (const word of words)
          if (JSON.stringify(row).includes(word)) hits.push(`${name}/${String(row._id)}: ${word}`);
      if (rows.length < 1000) break;
    }
  }
  return hits;
}

const EXPORTED = { name: '周飞鱼', child: '周小飞鱼', phone: '13700000001' };
const LEAVER = { name: '黄小鲸鲨', child: '鲸鲨宝宝', phone: '13712345678' };
/** A member who has done everything there is to do. */
async function fullLife(who: string, friend: string, { name, child, phone }: typeof LEAVER) {
  const memberId = (await park.join(who, name)).memberId;
  await park.join(friend, '李海星');
  const avatar = await upload(`photos/${memberId}/me.jpg`);
  const photo = await upload(`photos/${memberId}/child.jpg`);
  await park.ok(who, 'member', 'member.updateProfile', {
    avatarFileId: avatar,
    birthday: { calendar: 'solar', month: 6, day: 15 },
  });
  await park.ok(who, 'member', 'member.bindPhone', { code: `phone:${phone}` });
  await park.ok(who, 'member', 'member.consent', {
    version: '1',
    scopes: { profiling: true, marketing: true, groupBoard: true },
  });
  const templates = [{ key: 'checkin_reminder', accepted: true }];
  await park.ok(who, 'member', 'member.credit', { templates });
  await park.ok(who, 'campaign', 'checkin.sign', { groupTicket: `group:G-${who}` });

  const offerId = await park.offer({ perMember: 9 });
  const used = await park.claim(who, offerId);
  const { code } = await park.code(who, used.couponId);
  await park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: store('north') });
  const unused = await park.claim(who, offerId);
  const given = await park.claim(who, offerId);
  const gift = await park.ok(who, 'wallet', 'coupon.give', { couponId: given.couponId });

  const pass = await activated(
    park,
    who,
    [
      { name, relation: 'self' },
      { name: '阿海', relation: 'adult' },
      {
        name: child,
        relation: 'child',
        guardianConsent: true,
        photoFileId: photo,
        birthday: { calendar: 'solar', month: 3, day: 4 },
      },
    ],
    'family',
  );
  const holderCode = await passCode(park, who, pass, 2);
  await park.ok('o-clerk-north', 'staff', 'redemption.confirm', {
    code: holderCode.code,
    storeId: store('north'),
    benefitId: 'parking',
  });

  const { campaignId } = await buy.campaign();
  const { order } = await park.ok(who, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
  await buy.pay(order.outTradeNo);
  await cloud.timer('jobs');
  await cloud.timer('jobs');

  await lottery.guess(who, await lottery.round(), 'sunny');
  const winId = await lottery.win(who);
  await park.ok(who, 'campaign', 'lottery.claim', { winId, address: { name, phone, detail: '海滨路 1 号' } });

  // Their card with a line of a friend's, and the friend's card with a line of theirs.
  await people.born(solar(6, 15), [`${friend}-born`]);
  const [card] = await people.mine(who);
  const mine = await people.card(who, card?.cardId as never);
  await park.ok(friend, 'member', 'birthday.bless', {
    token: mine.token,
    text: `祝你天天开心 ${who.slice(2)}-line`,
  });
  await park.ok(friend, 'member', 'member.updateProfile', {
    birthday: { calendar: 'solar', month: 6, day: 15 },
  });
  const [theirs] = await people.mine(friend);
  const friendCard = await people.card(friend, theirs?.cardId as never);
  await park.ok(who, 'member', 'birthday.bless', {
    token: friendCard.token,
    text: name === LEAVER.name ? '海里见啦朋友' : '生日快乐呀',
  });
  return { memberId, pass, holderCode, offerId, unused, gift, order, avatar, photo, friendCard, mine };
}

describe('what is held about somebody', () => {
  it('is handed out whole: profile, consents, points, coupons, pass with holders, orders, visits, cards, lines', async () => {
    const { memberId, avatar, pass, order } = await fullLife('o-export', 'o-export-friend', EXPORTED);
    const all = await data('o-export');
    expect(all.member).toMatchObject({
      memberId,
      openid: 'o-export',
      nickname: EXPORTED.name,
      phone: EXPORTED.phone,
      avatarFileId: avatar,
      birthday: { calendar: 'solar', month: 6, day: 15 },
      consent: { scopes: { marketing: true } },
      credits: { checkin_reminder: 1 },
      points: 5 + 88,
    });
    expect(all.consents).toHaveLength(2);
    expect(all.points.map(({ delta }) => delta).sort()).toEqual([5, 88]);
    expect(all.checkins).toMatchObject([{ day: '2026-06-15', streak: 1 }]);
    expect(all.coupons.map(({ status }) => status).sort()).toEqual([
      'in_transfer',
      'unused',
      'unused',
      'used',
    ]);
    expect(all.visits.map(({ title }) => title).sort()).toEqual(['停车', '喂奶鱼体验券'].sort());
    expect(all.passes).toMatchObject([{ passId: pass.passId }]);
    expect(all.passes[0]?.holders.map(({ name }) => name)).toEqual([EXPORTED.name, '阿海', EXPORTED.child]);
    expect(all.passes[0]?.holders[2]?.birthday).toEqual({ calendar: 'solar', month: 3, day: 4 });
    expect(all.orders).toMatchObject([{ orderId: order.orderId, status: 'fulfilled' }]);
    expect(all.payments.map(({ what, amount }) => [what, amount])).toEqual(
      expect.arrayContaining([
        ['paid', 8800],
        ['pass', 69_800],
      ]),
    );
    expect(all.cards).toMatchObject([{ blessings: [{ text: '祝你天天开心 export-line' }] }]);
    expect(all.cards[0]).not.toHaveProperty('token');
    expect(all.blessings).toMatchObject([{ text: '生日快乐呀' }]);
    expect(all.entries).toMatchObject([{ answer: 'sunny', salt: expect.stringMatching(/.{20}/) }]);
    expect(all.prizes).toMatchObject([
      { status: 'claimed', address: { name: EXPORTED.name, phone: EXPORTED.phone, detail: '海滨路 1 号' } },
    ]);
    expect(all.groups).toMatchObject([{ groupId: 'G-o-export' }]);
    expect(all.otherRows.map(({ type }) => type)).toEqual(expect.arrayContaining(['issue', 'transfer']));
  });

  it('of a guest is what they wrote, and nothing else', async () => {
    await people.born(solar(6, 16), ['o-host']);
    await park.join('o-host-2', '主人');
    await park.ok('o-host-2', 'member', 'member.updateProfile', {
      birthday: { calendar: 'solar', month: 6, day: 15 },
    });
    const [item] = await people.mine('o-host-2');
    const { token } = await people.card('o-host-2', item?.cardId as never);
    await park.ok('o-passer-by', 'member', 'birthday.bless', { token, text: '路过也祝福' });
    expect(await data('o-passer-by')).toMatchObject({
      member: null,
      blessings: [{ text: '路过也祝福', name: null }],
      points: [],
      coupons: [],
    });
    await park.ok('o-passer-by', 'member', 'member.erase', { confirm: true });
    expect((await data('o-passer-by')).blessings).toEqual([]);
    expect((await people.card('o-host-2', item?.cardId as never)).blessings).toEqual([]);
  });

  it('above 500 KB is a file for a day', async () => {
    await members.withPoints(
      ['o-long'],
      Array.from({ length: 2600 }, (_unused, i) => [1, NOW - 1_000_000 - i]),
    );
    const { data: none, file } = await park.ok('o-long', 'member', 'member.export', {});
    expect(none).toBeNull();
    expect(file?.bytes).toBeGreaterThan(500 * 1024);
    const { fileContent } = await sdk.downloadFile({ fileID: file?.fileId as string });
    expect((JSON.parse(String(fileContent)) as PersonalData).points).toHaveLength(2600);
    expect(await isThere(file?.fileId as string)).toBe(true);
    const again = await park.ok('o-long', 'member', 'member.export', {});
    await erase('o-long');
    expect([await isThere(file?.fileId as string), await isThere(again.file?.fileId as string)]).toEqual([
      false,
      false,
    ]);
  });
});

describe('whoever leaves', () => {
  it('is told first of what they would give up, and cannot go while money is open', async () => {
    await park.join('o-owing');
    await activated(park, 'o-owing');
    const offerId = await park.offer();
    await park.claim('o-owing', offerId);
    await park.ok('o-owing', 'campaign', 'checkin.sign', {});
    const none = { code: 'has_open_obligations', payments: 0, passes: 1, coupons: 1, points: 5 };
    expect(await refusal('o-owing')).toEqual(none);
    const { campaignId } = await buy.campaign({ size: 2 });
    const { order, groupId } = await buy.open('o-owing', campaignId);
    // Unpaid, paid and waiting for the group, and on its way back.
    const both = { confirm: true, forfeit: true } as const;
    expect(await refusal('o-owing', both)).toEqual({ ...none, payments: 1 });
    await buy.pay(order.outTradeNo);
    await cloud.timer('jobs');
    expect(await refusal('o-owing', both)).toMatchObject({ payments: 1, points: 5 + 59 });
    await cloud.pay.failRefunds(1);
    await park.ok('o-owing', 'campaign', 'order.refund', { orderId: order.orderId });
    await cloud.timer('jobs');
    expect(await refusal('o-owing', both)).toMatchObject({ payments: 1 });
    for (let i = 0; i < 4; i++) await cloud.clock.advance(60_000);
    expect(await erase('o-owing')).toEqual({ erased: true });
    expect((await park.ok('o-guest-9', 'campaign', 'groupbuy.group', { groupId })).members).toEqual([]);
    await cloud.clock.set(NOW, false);
  });

  it('leaves no word of themselves in any collection, and the books hold', async () => {
    const life = await fullLife('o-leaver', 'o-leaver-friend', LEAVER);
    const { memberId, pass, holderCode, unused, gift, order, avatar, photo, mine } = life;
    const others = await upload('photos/mbr_somebodyelse/me.jpg');
    const words = [
      '"o-leaver"',
      LEAVER.name,
      '小鲸鲨',
      LEAVER.child,
      '海里见啦朋友',
      'leaver-line',
      avatar,
      photo,
    ];
    expect((await found(words)).length).toBeGreaterThan(6);
    await erase('o-leaver');
    expect(await found(words)).toEqual([]);
    expect([await isThere(avatar), await isThere(photo), await isThere(others)]).toEqual([
      false,
      false,
      true,
    ]);

    // The sealed phone is gone with the key's owner; the id stands only in what is counted.
    const kept = (await found([memberId])).map((hit) => hit.split('/')[0]);
    expect([...new Set(kept)].sort()).toEqual([
      'cards',
      'coupons',
      'groups',
      'ledger',
      'members',
      'passes',
      'stocks',
    ]);
    expect(await members.doc('o-leaver')).toMatchObject({
      phone: null,
      openid: '',
      points: 0,
      birthday: null,
    });

    const me = await park.ok('o-leaver', 'member', 'member.me', {});
    expect(me).toMatchObject({ member: null, points: 0, pass: null, unread: 0, consent: { agreed: null } });
    for (const [fn, op, input] of [
      ['wallet', 'coupon.list', {}],
      ['campaign', 'order.list', {}],
      ['member', 'birthday.mine', {}],
      ['member', 'pass.list', {}],
      ['member', 'points.history', {}],
    ] as const)
      expect([op, (await park.ok('o-leaver', fn as 'wallet', op as 'coupon.list', input)).items]).toEqual([
        op,
        [],
      ]);
    expect(await park.refused('o-leaver', 'campaign', 'order.detail', { orderId: order.orderId })).toBe(
      'not_found',
    );
    expect(await park.refused('o-leaver', 'campaign', 'checkin.sign', {})).toBe('member_required');
    // Nothing of it can be used, by anybody.
    expect(await park.refused('o-leaver-friend', 'wallet', 'coupon.accept', { token: gift.token })).toBe(
      'transfer_ended',
    );
    const north = store('north');
    const confirm = (code: string) =>
      park.refused('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: north });
    expect(await confirm(holderCode.code)).toBe('code_invalid');
    expect(await park.refused('o-leaver', 'wallet', 'coupon.code', { couponId: unused.couponId })).toMatch(
      /not_found|member_required/,
    );
    expect(
      await park.refused('o-leaver-friend', 'member', 'birthday.bless', {
        token: mine.token,
        text: '再祝一次',
      }),
    ).toBe('not_found');
    expect(
      await park.refused('o-operator', 'admin', 'order.refund', { orderId: order.orderId, reason: '试试' }),
    ).toBe('refund_closed');
    expect(pass.holders).toHaveLength(3);
    // The provider repeats what it said long ago: nothing follows.
    await buy.pay(order.outTradeNo, { callbacks: 2 });
    for (let n = 0; n < 3; n++) await cloud.timer('jobs');
    expect(await books()).toEqual([]);
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).money.unmatched).toBe(0);
  });

  it('and joins anew is a new member with nothing, whose limits still stand', async () => {
    const repeat = ulid();
    const { memberId } = await park.ok('o-again', 'member', 'member.join', { consentVersion: '1' }, repeat);
    const offerId = await park.offer({ perMember: 1 });
    const newcomers = await park.offer({ perMember: 1, audience: { newMemberDays: 1 } });
    await park.claim('o-again', offerId);
    await park.ok('o-again', 'campaign', 'checkin.sign', {});
    await cloud.timer('jobs');
    const asked = ulid();
    await erase('o-again', asked);
    expect(await park.refused('o-again', 'member', 'member.join', { consentVersion: '1' }, repeat)).toBe(
      'request_expired',
    );
    await cloud.clock.advance(3 * DAY_MS, false);
    const again = await park.ok('o-again', 'member', 'member.join', {
      consentVersion: '1',
      nickname: '新名字',
    });
    expect(again).toMatchObject({ memberId, nickname: '新名字', phoneMasked: null, birthday: null });
    const me = await park.ok('o-again', 'member', 'member.me', {});
    expect(me).toMatchObject({ points: 0, tier: 'bronze' });
    expect(await park.refused('o-again', 'wallet', 'coupon.claim', { offerId })).toBe('limit_reached');
    expect(await park.refused('o-again', 'wallet', 'coupon.claim', { offerId: newcomers })).toBe(
      'not_eligible',
    );
    // The request that took them away, once more, takes nothing away now.
    expect(await erase('o-again', asked)).toEqual({ erased: true });
    for (let n = 0; n < 3; n++) await cloud.timer('jobs');
    expect((await park.ok('o-again', 'member', 'member.me', {})).member?.nickname).toBe('新名字');
    expect((await data('o-again')).points).toEqual([]);
    expect((await park.ok('o-again', 'member', 'points.history', {})).items).toEqual([]);
    await park.ok('o-again', 'campaign', 'checkin.sign', {});
    expect((await park.ok('o-again', 'campaign', 'checkin.status', {})).days).toEqual(['2026-06-18']);
    await cloud.timer('jobs');
    expect(await books()).toEqual([]);
    await cloud.clock.set(NOW, false);
  });

  it('on the day of a check-in does not sign twice by joining anew', async () => {
    await park.join('o-twice');
    await park.ok('o-twice', 'campaign', 'checkin.sign', {});
    await erase('o-twice');
    await park.join('o-twice');
    expect(await park.refused('o-twice', 'campaign', 'checkin.sign', {})).toBe('already_signed');
    await cloud.timer('jobs');
    expect(await books()).toEqual([]);
  });

  it('bound to the pass of another is taken off it, and the pass stays whole', async () => {
    for (const who of ['o-owner', 'o-bound']) await park.join(who);
    const pass = await activated(
      park,
      'o-owner',
      [
        { name: '主人', relation: 'self' },
        { name: '伴侣', relation: 'adult' },
      ],
      'double',
    );
    const { token } = await park.ok('o-owner', 'member', 'pass.invite', {
      passId: pass.passId,
      holderId: pass.holders[1]?.holderId as never,
    });
    await park.ok('o-bound', 'member', 'pass.bind', { token });
    await park.ok('o-bound', 'member', 'member.erase', { confirm: true });
    expect((await park.ok('o-bound', 'member', 'pass.list', {})).items).toEqual([]);
    const [mine] = (await park.ok('o-owner', 'member', 'pass.list', {})).items;
    expect(mine?.holders.map(({ name, bound }) => [name, bound])).toEqual([
      ['主人', true],
      ['伴侣', false],
    ]);
  });

  it('may be Mia of the demo park, with weeks of history', async () => {
    const all = await data('o-mia');
    expect([all.member?.nickname, all.passes.length, all.points.length > 0]).toEqual(['米娅', 1, true]);
    expect((await found(['"o-mia"', '米娅', '乐乐'])).length).toBeGreaterThan(2);
    await erase('o-mia');
    expect(await found(['"o-mia"', '米娅', '乐乐'])).toEqual([]);
    for (let n = 0; n < 2; n++) await cloud.timer('jobs');
    expect(await books()).toEqual([]);
  });

  it('is gone however often the call and the jobs are cut off', async () => {
    const who = 'o-cut';
    const { memberId } = await park.join(who, '断线的人');
    const offerId = await park.offer({ perMember: 30 });
    for (let i = 0; i < 12; i++) await park.claim(who, offerId);
    await activated(park, who, [{ name: '断线的人', relation: 'self' }]);
    await cloud.faults.set({
      seed: 5,
      conflict: 0.1,
      dropAnswerAfterCommit: 0.2,
      unavailable: 0.1,
      killInstance: 0.05,
    });
    await park.insist(who, 'member', 'member.erase', { confirm: true, forfeit: true }).catch(() => undefined);
    await cloud.faults.clear();
    for (let n = 0; n < 4; n++) await cloud.clock.advance(60_000);
    expect(await found(['断线的人', `"${who}"`])).toEqual([]);
    const live = await members.db.collection('coupons').where({ owner: memberId }).count();
    expect(live.total).toBe(0);
    expect(await books()).toEqual([]);
    await cloud.clock.set(NOW, false);
  });
});
