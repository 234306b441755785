import { ulid } from 'ulid';
import type { CardItem } from '../../shared-types/contract/birthday.ts';
import type { Contract, FunctionName, InputOf, OpName } from '../../shared-types/contract/index.ts';
import type { Operation } from '../../shared-types/contract/operation.ts';
import type { HolderId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { Birthdays, solar } from './birthdays.ts';
import { campaignDraft, Groupbuy } from './groupbuy.ts';
import { Lottery } from './lottery.ts';
import { activated, bought, FAMILY, SELF } from './passes.ts';
import { draft, NOW, type Product, store } from './product.ts';
import { roundDraft } from './round-draft.ts';
import { tagScenes } from './tag-scenes.ts';

/** A command that somebody may give now, and what else the same request could have been. */
export interface Scene<Input = unknown> {
  who: string;
  input: Input;
  /** Other contents, each of which would be carried out if it came alone. */
  others: Input[];
  /** Refused now. `until`: what makes it `input` that is not, if they are the same. */
  refused?: { input: Input; until?: () => Promise<unknown> };
}

export type CommandName<F extends FunctionName> = {
  [O in OpName<F>]: Contract[F][O] extends Operation<'command'> ? O : never;
}[OpName<F>];
/** A scene of every command; the compiler asks for one of each. */
export type Scenes = {
  [F in FunctionName]: { [O in CommandName<F>]: () => Promise<Scene<InputOf<F, O>>> };
};

const OPERATOR = 'o-operator';
const CLERK = 'o-clerk-north';
const MANAGER = 'o-manager';
const north = store('north');
const NONE = { offer: 'off_none', coupon: 'cpn_none', pass: 'pas_none', order: 'ord_none' } as const;

/** Makes the scenes of one park whose clock stands at NOW. */
export async function scenesOf(park: Product): Promise<Scenes> {
  const people = await Birthdays.of(park, park.cloud);
  const buy = new Groupbuy(park);
  const lottery = new Lottery(park);
  let count = 0;
  const stranger = () => `o-scene-${++count}`;
  const member = async () => {
    const who = stranger();
    await park.join(who, '小海星');
    return who;
  };
  const coupon = async (who: string) => (await park.claim(who, await park.offer())).couponId;
  const code = async (who: string) => (await park.code(who, await coupon(who))).code;
  const saved = async (over = {}) =>
    (await park.ok(OPERATOR, 'admin', 'offer.save', { ...draft(), ...over } as never)).offerId;
  const two = async <T>(make: () => Promise<T>): Promise<[T, T]> => [await make(), await make()];

  const born = Array.from({ length: 4 }, stranger);
  await people.born(solar(6, 15), born);
  await park.cloud.timer('jobs');
  const card = async (who: string) => {
    const [{ cardId }] = (await people.mine(who)) as [CardItem];
    return { who, cardId, token: (await people.card(who, cardId)).token };
  };
  const cards = () => Promise.all([card(born.pop() as string), card(born.pop() as string)]);
  const passes = (who: string) => two(() => activated(park, who, FAMILY, 'family'));
  const holder = (pass: { holders: Array<{ holderId: HolderId }> }, i: number) =>
    pass.holders[i]?.holderId as HolderId;
  const given = async (who: string) => {
    const couponId = await coupon(who);
    return { couponId, ...(await park.ok(who, 'wallet', 'coupon.give', { couponId })) };
  };
  const redeemed = async () => {
    const input = { code: await code(await member()), storeId: north };
    return (await park.ok(CLERK, 'staff', 'redemption.confirm', input)).redemptionId;
  };
  const conflict = async () => {
    const scanned = { code: await code(await member()), scannedAt: NOW, storeId: north };
    const send = async (deviceId: string) => {
      const items = [{ ...scanned, nonce: ulid() }];
      return (await park.ok(CLERK, 'staff', 'redemption.sync', { deviceId, items })).items[0]
        ?.nonce as string;
    };
    await send('phone-1');
    return send('phone-2');
  };
  const campaign = async (over = {}) => (await buy.campaign(over)).campaignId;
  const pending = async (who: string) => (await buy.open(who, await campaign())).order;
  const paid = async (who: string) => {
    const order = await pending(who);
    await buy.pay(order.outTradeNo);
    return order.orderId;
  };
  const stuck = async () => {
    const who = await member();
    const orderId = await paid(who);
    // What other scenes have left to refund is not to take its failure.
    await park.cloud.timer('jobs');
    await park.ok(who, 'campaign', 'order.refund', { orderId });
    await park.cloud.pay.failRefunds(1);
    await park.cloud.timer('jobs');
    return orderId;
  };
  const savedCampaign = async (over = {}) =>
    (
      await park.ok(OPERATOR, 'admin', 'groupbuy.save', {
        ...campaignDraft(await park.offer()),
        ...over,
      } as never)
    ).campaignId;

  return {
    member: {
      'member.join': async () => ({
        who: stranger(),
        input: { consentVersion: '1', nickname: '小海星' },
        others: [{ consentVersion: '1', nickname: '小海豚' }],
        refused: { input: { consentVersion: '0' } },
      }),
      'member.bindPhone': async () => ({
        who: await member(),
        input: { code: 'phone:13800138001' },
        others: [{ code: 'phone:13800138002' }],
        refused: { input: { code: 'nobody' } },
      }),
      'member.updateProfile': async () => ({
        who: await member(),
        input: { nickname: '小海龟' },
        others: [{ nickname: '小海豚' }, { birthday: { calendar: 'solar', month: 2, day: 3 } }],
        refused: { input: { nickname: '违规' } },
      }),
      'member.consent': async () => {
        const scopes = { profiling: true, marketing: true, groupBoard: true };
        return {
          who: await member(),
          input: { version: '1', scopes },
          others: [{ version: '1', scopes: { ...scopes, marketing: false } }],
          refused: { input: { version: '0', scopes } },
        };
      },
      'member.credit': async () => {
        const templates = (key: string) => ({ templates: [{ key, accepted: true }] });
        return {
          who: await member(),
          input: templates('coupon_expiring'),
          others: [templates('offer_opens')],
          refused: { input: templates('no_such') },
        };
      },
      'member.erase': async () => ({
        who: await member(),
        input: { confirm: true, forfeit: true },
        others: [{ confirm: true }],
      }),
      'birthday.open': async () => {
        const [{ who, cardId }, foreign] = await cards();
        return {
          who,
          input: { cardId },
          others: [{ cardId: foreign.cardId }],
          refused: { input: { cardId: foreign.cardId } },
        };
      },
      'birthday.bless': async () => {
        const [{ token }, other] = await cards();
        return {
          who: await member(),
          input: { token, text: '生日快乐' },
          others: [
            { token, text: '平安喜乐' },
            { token: other.token, text: '生日快乐' },
          ],
          refused: { input: { token, text: '违规' } },
        };
      },
      'pass.activate': async () => {
        const [first, second] = await bought(park, { count: 2 });
        const holders = [SELF];
        return {
          who: await member(),
          input: { ...first, holders } as never,
          others: [
            { ...second, holders },
            { ...first, holders: [{ ...SELF, name: '小海豚' }] },
          ] as never[],
          refused: { input: { ...first, activationCode: '0000 0000 0000', holders } as never },
        };
      },
      'pass.freeze': async () => {
        const who = await member();
        const [{ passId }, other] = await passes(who);
        return {
          who,
          input: { passId, reason: '出差' },
          others: [
            { passId, reason: '生病' },
            { passId: other.passId, reason: '出差' },
          ],
          refused: { input: { passId: NONE.pass, reason: '出差' } },
        };
      },
      'pass.unfreeze': async () => {
        const who = await member();
        const [{ passId }, other] = await passes(who);
        for (const pass of [passId, other.passId])
          await park.ok(who, 'member', 'pass.freeze', { passId: pass, reason: '出差' });
        return {
          who,
          input: { passId, reason: '回来了' },
          others: [
            { passId, reason: '好了' },
            { passId: other.passId, reason: '回来了' },
          ],
          refused: { input: { passId: NONE.pass, reason: '回来了' } },
        };
      },
      'pass.renew': async () => {
        const who = await member();
        const [{ passId }, other] = await two(() => activated(park, who));
        await park.cloud.clock.set('2027-06-01T10:00:00+08:00', false);
        const [first, second] = await bought(park, { count: 2, soldOn: '2027-05-20' });
        return {
          who,
          input: { passId, ...first } as never,
          others: [
            { passId, ...second },
            { passId: other.passId, ...first },
            { passId: other.passId, ...second },
          ] as never[],
          refused: { input: { passId, ...first, activationCode: '0000 0000 0000' } as never },
        };
      },
      'pass.invite': async () => {
        const who = await member();
        const [pass, other] = await passes(who);
        return {
          who,
          input: { passId: pass.passId, holderId: holder(pass, 1) },
          others: [{ passId: other.passId, holderId: holder(other, 1) }],
          refused: { input: { passId: pass.passId, holderId: holder(pass, 2) } },
        };
      },
      'member.refuseTags': async () => ({
        who: await member(),
        input: { tagIds: ['rul_a'] },
        others: [{ tagIds: ['rul_b'] }, { tagIds: 'all' }],
      }),
      'member.allowTags': async () => ({
        who: await member(),
        input: { tagIds: ['rul_a'] },
        others: [{ tagIds: ['rul_b'] }, { tagIds: 'all' }],
      }),
      'pass.bind': async () => {
        const owner = await member();
        const tokens = (await passes(owner)).map((pass) =>
          park.ok(owner, 'member', 'pass.invite', { passId: pass.passId, holderId: holder(pass, 1) }),
        );
        const [first, second] = await Promise.all(tokens);
        return {
          who: await member(),
          input: { token: first?.token as string },
          others: [{ token: second?.token as string }],
          refused: { input: { token: `${first?.token}x` } },
        };
      },
    },
    wallet: {
      'offer.remind': async () => {
        const later = { claimFrom: NOW + 3 * DAY_MS, claimTo: NOW + 9 * DAY_MS };
        const [offerId, other] = await two(() => park.offer(later));
        return {
          who: await member(),
          input: { offerId },
          others: [{ offerId: other }],
          refused: { input: { offerId: await park.offer() } },
        };
      },
      'coupon.claim': async () => {
        const [offerId, other] = await two(() => park.offer());
        return {
          who: await member(),
          input: { offerId },
          others: [{ offerId: other }, { offerId, channel: 'poster' }],
          refused: { input: { offerId: await park.offer({ claimFrom: NOW + DAY_MS }) } },
        };
      },
      'coupon.give': async () => {
        const who = await member();
        const [couponId, other] = await two(() => coupon(who));
        return {
          who,
          input: { couponId },
          others: [{ couponId: other }],
          refused: { input: { couponId: await coupon(await member()) } },
        };
      },
      'coupon.accept': async () => {
        const giver = await member();
        const [{ token }, other] = await two(() => given(giver));
        return {
          who: await member(),
          input: { token },
          others: [{ token: other.token }],
          refused: { input: { token: `${token}x` } },
        };
      },
      'coupon.takeBack': async () => {
        const who = await member();
        const [{ couponId }, other] = await two(() => given(who));
        return {
          who,
          input: { couponId },
          others: [{ couponId: other.couponId }],
          refused: { input: { couponId: await coupon(who) } },
        };
      },
    },
    campaign: {
      'checkin.sign': async () => {
        const who = stranger();
        return {
          who,
          input: {},
          others: [{ groupTicket: 'group:scene' }],
          refused: { input: {}, until: () => park.join(who) },
        };
      },
      'checkin.makeUp': async () => {
        const who = await member();
        await park.cloud.clock.set(NOW + 3 * DAY_MS, false);
        return {
          who,
          input: { day: '2026-06-16' },
          others: [{ day: '2026-06-17' }],
          refused: { input: { day: '2026-05-30' } },
        };
      },
      'groupbuy.open': async () => {
        const [campaignId, other] = await two(() => campaign());
        return {
          who: await member(),
          input: { campaignId, quantity: 1 },
          others: [
            { campaignId, quantity: 2 },
            { campaignId: other, quantity: 1 },
          ],
          refused: { input: { campaignId, quantity: 99 } },
        };
      },
      'groupbuy.join': async () => {
        const [groupId, other] = await two(async () => buy.openPaid(await member(), await campaign()));
        const closed = await buy.open(await member(), await campaign());
        return {
          who: await member(),
          input: { groupId, quantity: 1 },
          others: [
            { groupId, quantity: 2 },
            { groupId: other, quantity: 1 },
          ],
          refused: { input: { groupId: closed.groupId, quantity: 1 } },
        };
      },
      'groupbuy.buyAlone': async () => {
        const [campaignId, other] = await two(() => campaign());
        return {
          who: await member(),
          input: { campaignId, quantity: 1 },
          others: [
            { campaignId, quantity: 2 },
            { campaignId: other, quantity: 1 },
          ],
          refused: { input: { campaignId, quantity: 99 } },
        };
      },
      'lottery.guess': async () => {
        const [roundId, other] = await two(() => lottery.round());
        return {
          who: await member(),
          input: { roundId, answer: 'sunny' },
          others: [
            { roundId, answer: 'rainy' },
            { roundId: other, answer: 'sunny' },
          ],
          refused: { input: { roundId, answer: 'above' } },
        };
      },
      'lottery.claim': async () => {
        const who = await member();
        const [winId, other] = await two(() => lottery.win(who));
        return {
          who,
          input: { winId, address: '海滨路 1 号' },
          others: [
            { winId, address: '海滨路 2 号' },
            { winId: other, address: '海滨路 1 号' },
          ],
          refused: { input: { winId: await lottery.win(await member()) } },
        };
      },
      // It shows the pay sheet once more and writes nothing, so there is nothing to tell two requests apart by.
      'order.pay': async () => {
        const who = await member();
        return {
          who,
          input: { orderId: (await pending(who)).orderId },
          others: [],
          refused: { input: { orderId: NONE.order } },
        };
      },
      'order.cancel': async () => {
        const who = await member();
        const [{ orderId }, other] = await two(() => pending(who));
        return {
          who,
          input: { orderId },
          others: [{ orderId: other.orderId }],
          refused: { input: { orderId: await paid(who) } },
        };
      },
      'order.refund': async () => {
        const who = await member();
        const [orderId, other] = await two(() => paid(who));
        return {
          who,
          input: { orderId },
          others: [{ orderId: other }],
          refused: { input: { orderId: (await pending(who)).orderId } },
        };
      },
    },
    track: {},
    staff: {
      'redemption.confirm': async () => {
        const [first, second] = await two(async () => code(await member()));
        return {
          who: CLERK,
          input: { code: first, storeId: north },
          others: [
            { code: second, storeId: north },
            { code: first, storeId: north, uses: 1 },
          ],
          refused: { input: { code: 'nothing', storeId: north } },
        };
      },
      'redemption.undo': async () => {
        const [redemptionId, other] = await two(redeemed);
        return {
          who: CLERK,
          input: { redemptionId, reason: '扫错了' },
          others: [
            { redemptionId, reason: '别的' },
            { redemptionId: other, reason: '扫错了' },
          ],
          refused: { input: { redemptionId: 'red_none', reason: '扫错了' } },
        };
      },
      'redemption.sync': async () => {
        const who = stranger();
        const staff = { openid: who, name: '新来的', role: 'clerk' as const, stores: [north], active: true };
        const queue = async () => ({
          deviceId: 'phone-9',
          items: [{ nonce: ulid(), code: await code(await member()), scannedAt: NOW, storeId: north }],
        });
        const [input, other] = await two(queue);
        return {
          who,
          input,
          others: [other, { ...input, items: [...input.items, ...other.items] }],
          refused: { input, until: () => park.ok(OPERATOR, 'admin', 'staff.save', staff) },
        };
      },
      'redemption.resolve': async () => {
        const [nonce, other] = await two(conflict);
        const word = { decision: 'dismiss' as const, reason: '核实过' };
        return {
          who: MANAGER,
          input: { nonce, ...word },
          others: [
            { nonce, decision: 'accept', reason: '核实过' },
            { nonce: other, ...word },
          ],
          refused: { input: { nonce: 'nothing', ...word } },
        };
      },
    },
    admin: {
      ...tagScenes(park, member),
      'offer.save': async () => {
        const offerId = await saved();
        const published = await park.offer();
        return {
          who: OPERATOR,
          input: draft() as never,
          others: [
            { ...draft(), stock: 7 },
            { ...draft(), offerId },
          ] as never[],
          refused: { input: { ...draft(), offerId: published } as never },
        };
      },
      'offer.publish': async () => {
        const [offerId, other] = await two(saved);
        return {
          who: OPERATOR,
          input: { offerId },
          others: [{ offerId: other }],
          refused: { input: { offerId: await saved({ stock: 0 }) } },
        };
      },
      'offer.stop': async () => {
        const [offerId, other] = await two(() => park.offer());
        return {
          who: OPERATOR,
          input: { offerId },
          others: [{ offerId: other }],
          refused: { input: { offerId: await saved() } },
        };
      },
      'offer.raiseStock': async () => {
        const [offerId, other] = await two(() => park.offer());
        return {
          who: OPERATOR,
          input: { offerId, by: 5 },
          others: [
            { offerId, by: 6 },
            { offerId: other, by: 5 },
          ],
          refused: { input: { offerId: await saved(), by: 5 } },
        };
      },
      'offer.copy': async () => {
        const [offerId, other] = await two(() => park.offer());
        return {
          who: OPERATOR,
          input: { offerId, shiftDays: 7 },
          others: [
            { offerId, shiftDays: 14 },
            { offerId: other, shiftDays: 7 },
          ],
          refused: { input: { offerId: NONE.offer, shiftDays: 7 } },
        };
      },
      'coupon.revoke': async () => {
        const [couponId, other] = await two(async () => coupon(await member()));
        return {
          who: OPERATOR,
          input: { couponId, reason: '重复发放' },
          others: [
            { couponId, reason: '别的' },
            { couponId: other, reason: '重复发放' },
          ],
          refused: { input: { couponId: NONE.coupon, reason: '重复发放' } },
        };
      },
      'staff.save': async () => {
        const row = {
          openid: stranger(),
          name: '新来的',
          role: 'clerk' as const,
          stores: [north],
          active: true,
        };
        return {
          who: OPERATOR,
          input: row,
          others: [
            { ...row, active: false },
            { ...row, openid: stranger() },
          ],
          refused: { input: { ...row, stores: [store('moon')] } },
        };
      },
      'store.save': async () => {
        const row = { storeId: store('kiosk'), name: '小卖部' };
        return {
          who: OPERATOR,
          input: row,
          others: [
            { ...row, name: '冰淇淋' },
            { ...row, storeId: store('icecream') },
          ],
        };
      },
      'groupbuy.save': async () => {
        const spec = campaignDraft(await park.offer());
        const published = await campaign();
        return {
          who: OPERATOR,
          input: spec as never,
          others: [
            { ...spec, stock: 7 },
            { ...spec, campaignId: await savedCampaign() },
          ] as never[],
          refused: { input: { ...spec, campaignId: published } as never },
        };
      },
      'groupbuy.publish': async () => {
        const [campaignId, other] = await two(() => savedCampaign());
        return {
          who: OPERATOR,
          input: { campaignId },
          others: [{ campaignId: other }],
          refused: { input: { campaignId: await savedCampaign({ stock: 0 }) } },
        };
      },
      'groupbuy.stop': async () => {
        const [campaignId, other] = await two(() => campaign());
        return {
          who: OPERATOR,
          input: { campaignId },
          others: [{ campaignId: other }],
          refused: { input: { campaignId: await savedCampaign() } },
        };
      },
      'lottery.save': async () => {
        const roundId = await lottery.saved();
        const published = await lottery.round();
        return {
          who: OPERATOR,
          input: roundDraft() as never,
          others: [
            { ...roundDraft(), title: '别的' },
            { ...roundDraft(), roundId },
          ] as never[],
          refused: { input: { ...roundDraft(), roundId: published } as never },
        };
      },
      'lottery.publish': async () => {
        const [roundId, other] = await two(() => lottery.saved());
        return {
          who: OPERATOR,
          input: { roundId },
          others: [{ roundId: other }],
          refused: { input: { roundId: await lottery.saved({ organiser: '' }) } },
        };
      },
      'lottery.observe': async () => {
        const [roundId, other] = await two(() => lottery.round());
        const word = { precip: 0, sky: 'sunny' as const, reason: '观测站' };
        await park.cloud.clock.set('2026-06-17T10:00:00+08:00', false);
        return {
          who: OPERATOR,
          input: { roundId, ...word },
          others: [
            { roundId, ...word, sky: 'cloudy' },
            { roundId: other, ...word },
          ],
          refused: { input: { roundId, ...word, sky: 'rainy' } },
        };
      },
      'lottery.void': async () => {
        const [roundId, other] = await two(() => lottery.round());
        return {
          who: OPERATOR,
          input: { roundId, reason: '设备故障' },
          others: [
            { roundId, reason: '别的' },
            { roundId: other, reason: '设备故障' },
          ],
          refused: { input: { roundId: await lottery.saved(), reason: '设备故障' } },
        };
      },
      'lottery.delivered': async () => {
        const who = await member();
        const [winId, other] = await two(async () => {
          const win = await lottery.win(who);
          await park.ok(who, 'campaign', 'lottery.claim', { winId: win });
          return win;
        });
        return {
          who: OPERATOR,
          input: { winId },
          others: [{ winId: other }],
          refused: { input: { winId: await lottery.win(who) } },
        };
      },
      'lottery.undeliver': async () => {
        const who = await member();
        const [winId, other] = await two(async () => {
          const win = await lottery.win(who);
          await park.ok(who, 'campaign', 'lottery.claim', { winId: win });
          await park.ok(OPERATOR, 'admin', 'lottery.delivered', { winId: win });
          return win;
        });
        return {
          who: OPERATOR,
          input: { winId, reason: '点错了' },
          others: [
            { winId, reason: '别的' },
            { winId: other, reason: '点错了' },
          ],
          refused: { input: { winId: await lottery.win(who), reason: '点错了' } },
        };
      },
      'order.refund': async () => {
        const [orderId, other] = await two(async () => paid(await member()));
        const open = (await pending(await member())).orderId;
        return {
          who: OPERATOR,
          input: { orderId, reason: '客人要求' },
          others: [
            { orderId, reason: '别的' },
            { orderId: other, reason: '客人要求' },
          ],
          refused: { input: { orderId: open, reason: '客人要求' } },
        };
      },
      'refund.retry': async () => {
        const [orderId, other] = await two(stuck);
        return {
          who: OPERATOR,
          input: { orderId },
          others: [{ orderId: other }],
          refused: { input: { orderId: await paid(await member()) } },
        };
      },
      'config.set': async () => ({
        who: OPERATOR,
        input: { key: 'points', value: { perYuan: 2 }, version: 0 },
        others: [
          { key: 'points', value: { perYuan: 3 }, version: 1 },
          { key: 'calendar', value: { closed: ['2026-12-31'] }, version: 0 },
        ] as never[],
        refused: { input: { key: 'points', value: { perYuan: 2 }, version: 9 } },
      }),
      'pass.issueBatch': async () => ({
        who: OPERATOR,
        input: { kind: 'single', count: 2, soldOn: '2026-06-15' },
        others: [{ kind: 'single', count: 3, soldOn: '2026-06-15' }],
      }),
    },
  };
}
