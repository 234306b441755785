import Taro from '@tarojs/taro';

/** What an address carries; what is undefined is left out. */
type Params = Record<string, string | undefined>;
type Values = Array<string | undefined>;
type DeskPage = 'rules' | 'rule' | 'rule-edit' | 'segments' | 'segment' | 'segment-edit' | 'member' | 'audit';

const tab = (name: string) => () => Taro.switchTab({ url: `/pages/${name}/index` });

function lead(page: string, params: Params, instead = false) {
  const query = Object.entries(params)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join('&');
  const url = `/packages/${page}/index${query && `?${query}`}`;
  return (instead ? Taro.redirectTo : Taro.navigateTo)({ url });
}

/** The way to a page of a package; its arguments are what its address carries, by these names. */
const to =
  <V extends Values = []>(page: string, ...names: string[]) =>
  (...values: V) =>
    lead(page, Object.fromEntries(names.map((name, i) => [name, values[i]])));

/** The way to a page about one thing; `instead` of the page that leads there, which is done with. */
const toOne =
  (page: string, name: string) =>
  (id: string, instead = false) =>
    lead(page, { [name]: id }, instead);

/** The same for a page that is also where a payment ends: `paid` has it look until the payment is confirmed. */
const toPaid =
  (page: string, name: string) =>
  (id: string, from: 'list' | 'paid' = 'list') =>
    lead(page, { [name]: id, paid: from === 'paid' ? '1' : undefined }, from === 'paid');

/** Every way a page leads to another, so that addresses are written once. */
export const go = {
  home: tab('home'),
  wallet: tab('wallet'),
  member: tab('member'),
  tier: to('member/tier'),
  points: to('member/points'),
  myData: to('member/data'),
  tags: to('member/tags'),
  profile: to('member/profile'),
  setBirthday: to('member/birthday'),
  leave: to('member/leave'),
  join: to('member/join'),
  offers: to('wallet/offers'),
  offer: to<[offerId: string]>('wallet/offer', 'offerId'),
  code: to<[couponId: string]>('wallet/code', 'couponId'),
  give: to<[couponId: string]>('wallet/give', 'couponId'),
  birthdayCards: to('birthday/mine'),
  birthdayCard: to<[cardId: string]>('birthday/card', 'cardId'),
  pass: to('pass/mine'),
  passCode: (passId: string, holderId: string, instead = false) =>
    lead('pass/code', { passId, holderId }, instead),
  checkin: to('checkin/today'),
  board: to('checkin/board'),
  /** The round that is open now, or a certain one. */
  lottery: to<[roundId?: string]>('lottery/round', 'roundId'),
  lotteryRounds: to('lottery/rounds'),
  lotteryMine: to('lottery/mine'),
  lotteryVerify: to<[roundId: string]>('lottery/verify', 'roundId'),
  groupbuys: to('groupbuy/list'),
  campaign: to<[campaignId: string]>('groupbuy/campaign', 'campaignId'),
  group: toPaid('groupbuy/group', 'groupId'),
  orders: to('groupbuy/orders'),
  order: toPaid('groupbuy/order', 'orderId'),
  stories: to('stories/list'),
  story: to<[articleId: string]>('stories/story', 'articleId'),
  bench: to('staff/bench'),
  scan: to('staff/scan'),
  /** The same page, without opening the camera first. */
  typeNumber: () => lead('staff/scan', { by: 'typing' }),
  history: to('staff/history'),
  queue: to('staff/queue'),
  conflicts: to('staff/conflicts'),
  shift: to('staff/shift'),
  /** The operator's desk. */
  deskOffers: to('operator/offers'),
  deskOffer: toOne('operator/offer', 'offerId'),
  /** A new offer, or a draft; `field` is where to look first. */
  editOffer: (params: { offerId?: string; field?: string } = {}) =>
    lead('operator/edit', { offerId: params.offerId, field: params.field }),
  deskCampaigns: to('operator/campaigns'),
  deskCampaign: toOne('operator/campaign', 'campaignId'),
  /** A new group-buy, or a draft; `field` is where to look first. */
  editCampaign: to<[campaignId?: string, field?: string]>('operator/campaign-edit', 'campaignId', 'field'),
  deskRounds: to('operator/rounds'),
  deskRound: toOne('operator/round', 'roundId'),
  /** A new round, or a draft; `field` is where to look first. */
  editRound: to<[roundId?: string, field?: string]>('operator/round-edit', 'roundId', 'field'),
  deliveries: to('operator/deliveries'),
  refunds: to('operator/refunds'),
  /** The order behind a number, or the search for one. */
  deskOrder: to<[number?: string]>('operator/order', 'number'),
  passBatches: to('operator/passes'),
  books: to('operator/books'),
  revoke: to('operator/revoke'),
  people: to('operator/people'),
  figures: to('operator/figures'),
  stores: to('operator/stores'),
  /** Any other page of the desk, by its folder. */
  desk: (page: DeskPage, params: Params = {}, instead = false) => lead(`operator/${page}`, params, instead),
  /** Back, or home where there is nothing behind (a shared or reloaded page). */
  back: () => (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : go.home()),
};
