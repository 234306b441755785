import type { FunctionName, OpName, RefusalOf } from '../api/outcome';
import { clockOf, dayOf, momentOf } from '../ui/format';

/** Every code a cloud function of the phone may refuse with. */
type CodesOf<F extends FunctionName> = { [O in OpName<F>]: RefusalOf<F, O> }[OpName<F>];
export type RefusalCode = { [F in FunctionName]: CodesOf<F> }[FunctionName];

type Detail = Record<string, unknown>;
type Sentence = string | ((detail: Detail, now: number) => string);

const instantIn = (detail: Detail, ...names: string[]): number | undefined => {
  for (const name of names) if (typeof detail[name] === 'number') return detail[name];
  return undefined;
};
const textIn = (detail: Detail, name: string): string | undefined => {
  const value = detail[name];
  if (typeof value === 'string') return value;
  const named = (value as { name?: unknown } | undefined)?.name;
  return typeof named === 'string' ? named : undefined;
};
/** Whether a refusal is about a field of the input. */
const isAbout = ({ fields }: Detail, field: string): boolean =>
  Array.isArray(fields) && fields.includes(field);
const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2).replace(/\.00$/, '')}`;

/** One sentence a code, for the person who reads it: what happened, and what can be done. */
export const SENTENCES: Record<RefusalCode, Sentence> = {
  not_allowed: '这里只对园区员工开放。',
  invalid_input: '填写的内容有误，请检查后再试。',
  not_found: '没有找到，可能已经下架。',
  member_required: '加入鲸喜会后就可以领取，一步就好。',
  already_published: '已经发布，不能再改。',
  version_conflict: '刚刚有别的改动，请刷新后再试。',
  rules_incomplete: '规则还没填完整。',
  weather_unreachable: '气象服务没应答，还确认不了地点。过几分钟再发布。',
  consent_needed: '这位会员没有同意个性化服务，不能打标签。',
  request_id_reused: '这次操作和之前的冲突了，请重新来一次。',
  request_expired: '这次操作放得太久了，请重新来一次。',

  consent_outdated: '会员协议更新了，请看过新版再加入。',
  birthday_invalid: (detail) =>
    textIn(detail, 'why') === 'fixed'
      ? '生日已经更正过一次，不能再改。'
      : '日历里没有这一天，请再看看月份和日子。',
  content_rejected: (detail) =>
    isAbout(detail, 'nickname') ? '这个昵称不合适，换一个吧。' : '这句话不太合适，换一句吧。',
  content_unchecked: (detail) =>
    isAbout(detail, 'nickname')
      ? '昵称暂时没法审核，稍后再试，或先不填。'
      : '这句话暂时没法审核，请稍后再试。',

  has_open_obligations: (detail) =>
    (instantIn(detail, 'payments') ?? 0) > 0
      ? '还有没结清的订单，等它完成或退款后再注销。'
      : '还有没用完的权益，确认放弃后才能注销。',

  already_blessed: '你已经在这张贺卡上写过祝福了。',
  wall_full: '这张贺卡上的祝福已经写满啦。',

  not_started: (detail, now) => {
    const at = instantIn(detail, 'claimFrom', 'opensAt', 'at');
    return at === undefined ? '还没开始领取，晚一点再来。' : `还没开始，${momentOf(at, now)} 开领。`;
  },
  ended: '这张券的领取时间已经过了。',
  not_eligible: '这张券是给特定会员准备的，这次领不了。',
  limit_reached: (detail) => {
    const freezes = instantIn(detail, 'freezes');
    if (freezes !== undefined) return `这一期的 ${freezes} 次冻结都用过了。`;
    const limit = instantIn(detail, 'limit', 'perMember');
    return limit === undefined ? '你已经领过了，在卡包里。' : `每人限领 ${limit} 张，你的已经在卡包里了。`;
  },
  sold_out: (detail) => `${textIn(detail, 'title') ?? '这张券'}领完了，看看别的吧。`,
  sold_out_today: (detail, now) => {
    const at = instantIn(detail, 'opensAt', 'nextAt', 'at');
    const what = `今天的${textIn(detail, 'title') ?? ''}领完了`;
    return at === undefined ? `${what}，明天再来。` : `${what}，${momentOf(at, now)} 再来。`;
  },

  campaign_not_open: (detail, now) => {
    const from = instantIn(detail, 'from');
    return from !== undefined && from > now
      ? `还没开始，${momentOf(from, now)} 开团。`
      : '这个拼团活动已经结束了。';
  },
  group_not_started: '开团的人还没付款，等一下再来。',
  group_full: '这个团刚刚满了，可以自己开一个。',
  group_ended: '这个团已经结束了，可以自己开一个。',
  already_in_group: '你已经在这个团里了。',
  new_customers_only: '这个团只邀请第一次来买的朋友。',
  payment_unavailable: '暂时付不了款，位子还给你留着，稍后在订单里再付。',
  order_closed: '这个订单已经关闭了。',
  refund_closed: '这个订单现在不能退款；用过的券不能退。',
  round_not_open: (detail, now) => {
    const from = instantIn(detail, 'opensAt');
    return from !== undefined && from > now
      ? `还没开始，${momentOf(from, now)} 开猜。`
      : '这一轮已经截止，等开奖吧。';
  },
  claim_closed: '领奖时间已经过了。',
  proof_not_ready: '开奖以后才能验证。',
  wrong_round_status: '这一轮现在不能这样操作，请刷新看看它到哪一步了。',
  already_signed: '今天已经签到过了，明天再来。',
  park_closed: '今天闭园，不用签到，连续天数不会断。',
  day_not_allowed: '这一天不能补签：只能补本月最近七天里漏掉的开园日。',
  no_cards_left: '这个月的补签卡用完了。',

  transfer_ended: '这份礼物已经被领走或收回了。',
  undo_closed: '已经过了可以撤销的时间，请找店长。',
  not_newest: '只能撤销最近的一次核销。',

  already_used: (detail, now) => {
    const at = instantIn(detail, 'at');
    const store = textIn(detail, 'store');
    if (at === undefined) return '这张券已经用过了。';
    return `${momentOf(at, now)} 已在${store ?? '园区'}使用。`;
  },
  coupon_expired: (detail, now) => {
    const at = instantIn(detail, 'validTo', 'at');
    return at === undefined ? '这张券已经过期。' : `这张券已在${dayOf(at, now)}过期。`;
  },
  not_yet_valid: (detail, now) => {
    const at = instantIn(detail, 'validFrom', 'at');
    return at === undefined ? '还没到可用的日子。' : `${momentOf(at, now)} 起可用。`;
  },
  not_valid_now: '现在不在可用的时段，看看券上的使用时间。',
  in_transfer: '这张券正在转赠途中，收回后才能用。',
  revoked: '这张券已被园区收回，可以问问工作人员。',
  used_up_today: '今天的次数用完了，明天再来。',
  gap_not_reached: (detail, now) => {
    const at = instantIn(detail, 'nextAt', 'at');
    return at === undefined ? '离上次使用太近了，过些时候再用。' : `${momentOf(at, now)} 起可以再用一次。`;
  },

  code_invalid: '认不出这个码，请客人打开券码再扫一次。',
  code_expired: '这个码已经过时，请客人等它刷新后再扫。',
  too_many_attempts: (detail) => {
    const until = instantIn(detail, 'until', 'at');
    if (detail.of === 'pass')
      return `输错次数有点多，先歇一会儿，${until === undefined ? '15 分钟后' : clockOf(until)}再试。`;
    return `输错次数太多，${until === undefined ? '15 分钟后' : clockOf(until)}再输；扫码不受影响。`;
  },
  store_not_allowed: '你不在这家门店当班，不能在这里核销。',
  store_not_valid: (detail) => {
    const stores = detail.stores;
    const names = Array.isArray(stores)
      ? stores.map((store) => textIn({ store }, 'store')).filter((name) => name !== undefined)
      : [];
    return names.length > 0 ? `这张券要到${names.join('、')}使用。` : '这张券不能在本店使用。';
  },
  own_coupon: '不能核销自己的券，请同事帮忙。',
  bill_required: '这张券要先输入账单金额。',
  below_threshold: (detail) => {
    const threshold = instantIn(detail, 'threshold');
    return threshold === undefined ? '账单还没到可用的金额。' : `满 ${yuan(threshold)} 才能用。`;
  },

  activation_invalid: '卡号或激活码不对，请对照卡片再核对一遍。',
  already_activated: '这张年卡已经激活过了。如果不是你激活的，请联系园区。',
  pass_void: '这张年卡超过激活期，已经失效，请联系园区。',
  holders_invalid: '持卡人数和这张年卡不符，请检查后再试。',
  guardian_consent_required: '孩子持卡，需要监护人先同意。',
  renew_not_open: (detail, now) => {
    const from = instantIn(detail, 'from');
    return from !== undefined && from > now
      ? `还没到续卡的时候，${dayOf(from, now)}起可以续。`
      : '已经过了续卡的时间，可以直接激活新的年卡。';
  },
  invite_ended: '这份邀请已经过期或被用过，请对方重新发一次。',
  own_pass: '这是你自己的年卡，把邀请发给另一位大人吧。',
  pass_frozen: '这张年卡正在冻结中，解冻后就能用。',
  pass_ended: (detail, now) => {
    const at = instantIn(detail, 'validTo', 'at');
    return at === undefined ? '这张年卡已经到期。' : `这张年卡已在${dayOf(at, now)}到期。`;
  },
  pass_not_started: (detail, now) => {
    const at = instantIn(detail, 'validFrom', 'at');
    return at === undefined ? '这张年卡还没开始。' : `这张年卡${dayOf(at, now)}起可用。`;
  },
  blackout_day: '这一天这项权益不开放，其他日子都可以用。',
  benefit_used_up: (detail, now) => {
    const [at, back] = [instantIn(detail, 'at'), instantIn(detail, 'nextResetAt')];
    const what = `${textIn(detail, 'benefit') ?? '这项权益'}的次数用完了`;
    const last = at === undefined ? '' : `，${momentOf(at, now)} 在${textIn(detail, 'store') ?? '园区'}用过`;
    return back === undefined ? `${what}${last}。` : `${what}${last}，${dayOf(back, now)}恢复。`;
  },
};

/**
 * The sentence for a refusal; `about` adds what the page knows (a title), the refusal's own detail comes first.
 * A code that a newer cloud knows and this app does not is still said politely.
 */
export function refusalText(
  refusal: { code: string; detail?: Detail },
  now: number,
  about: Detail = {},
): string {
  const sentence = SENTENCES[refusal.code as RefusalCode] as Sentence | undefined;
  if (sentence === undefined) return '这次没能办成，请稍后再试。';
  return typeof sentence === 'string' ? sentence : sentence({ ...about, ...refusal.detail }, now);
}
