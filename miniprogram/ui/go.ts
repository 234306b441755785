import Taro from '@tarojs/taro';

type Params = Record<string, string>;
type DeskPage = 'rules' | 'rule' | 'rule-edit' | 'segments' | 'segment' | 'segment-edit' | 'member' | 'audit';
const addressOf = (path: string, params: Params = {}): string => {
  const query = Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return query ? `${path}?${query}` : path;
};

const said = (params: Record<string, string | undefined>): Params =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as Params;

/** Every way a page leads to another, so that addresses are written once. */
export const go = {
  home: () => Taro.switchTab({ url: '/pages/home/index' }),
  wallet: () => Taro.switchTab({ url: '/pages/wallet/index' }),
  member: () => Taro.switchTab({ url: '/pages/member/index' }),
  tier: () => Taro.navigateTo({ url: '/packages/member/tier/index' }),
  points: () => Taro.navigateTo({ url: '/packages/member/points/index' }),
  myData: () => Taro.navigateTo({ url: '/packages/member/data/index' }),
  tags: () => Taro.navigateTo({ url: '/packages/member/tags/index' }),
  profile: () => Taro.navigateTo({ url: '/packages/member/profile/index' }),
  setBirthday: () => Taro.navigateTo({ url: '/packages/member/birthday/index' }),
  leave: () => Taro.navigateTo({ url: '/packages/member/leave/index' }),
  join: () => Taro.navigateTo({ url: '/packages/member/join/index' }),
  offers: () => Taro.navigateTo({ url: '/packages/wallet/offers/index' }),
  offer: (offerId: string) =>
    Taro.navigateTo({ url: addressOf('/packages/wallet/offer/index', { offerId }) }),
  code: (couponId: string) =>
    Taro.navigateTo({ url: addressOf('/packages/wallet/code/index', { couponId }) }),
  give: (couponId: string) =>
    Taro.navigateTo({ url: addressOf('/packages/wallet/give/index', { couponId }) }),
  birthdayCards: () => Taro.navigateTo({ url: '/packages/birthday/mine/index' }),
  birthdayCard: (cardId: string) =>
    Taro.navigateTo({ url: addressOf('/packages/birthday/card/index', { cardId }) }),
  pass: () => Taro.navigateTo({ url: '/packages/pass/mine/index' }),
  passCode: (passId: string, holderId: string, instead = false) =>
    (instead ? Taro.redirectTo : Taro.navigateTo)({
      url: addressOf('/packages/pass/code/index', { passId, holderId }),
    }),
  checkin: () => Taro.navigateTo({ url: '/packages/checkin/today/index' }),
  board: () => Taro.navigateTo({ url: '/packages/checkin/board/index' }),
  /** The round that is open now, or a certain one. */
  lottery: (roundId?: string) =>
    Taro.navigateTo({ url: addressOf('/packages/lottery/round/index', roundId ? { roundId } : {}) }),
  lotteryRounds: () => Taro.navigateTo({ url: '/packages/lottery/rounds/index' }),
  lotteryMine: () => Taro.navigateTo({ url: '/packages/lottery/mine/index' }),
  lotteryVerify: (roundId: string) =>
    Taro.navigateTo({ url: addressOf('/packages/lottery/verify/index', { roundId }) }),
  groupbuys: () => Taro.navigateTo({ url: '/packages/groupbuy/list/index' }),
  campaign: (campaignId: string) =>
    Taro.navigateTo({ url: addressOf('/packages/groupbuy/campaign/index', { campaignId }) }),
  /** `from` is the order that was just paid: the page looks until the payment is confirmed. */
  group: (groupId: string, from: 'list' | 'paid' = 'list') =>
    (from === 'paid' ? Taro.redirectTo : Taro.navigateTo)({
      url: addressOf(
        '/packages/groupbuy/group/index',
        from === 'paid' ? { groupId, paid: '1' } : { groupId },
      ),
    }),
  orders: () => Taro.navigateTo({ url: '/packages/groupbuy/orders/index' }),
  order: (orderId: string, from: 'list' | 'paid' = 'list') =>
    (from === 'list' ? Taro.navigateTo : Taro.redirectTo)({
      url: addressOf(
        '/packages/groupbuy/order/index',
        from === 'paid' ? { orderId, paid: '1' } : { orderId },
      ),
    }),
  bench: () => Taro.navigateTo({ url: '/packages/staff/bench/index' }),
  scan: () => Taro.navigateTo({ url: '/packages/staff/scan/index' }),
  /** The same page, without opening the camera first. */
  typeNumber: () => Taro.navigateTo({ url: addressOf('/packages/staff/scan/index', { by: 'typing' }) }),
  history: () => Taro.navigateTo({ url: '/packages/staff/history/index' }),
  queue: () => Taro.navigateTo({ url: '/packages/staff/queue/index' }),
  conflicts: () => Taro.navigateTo({ url: '/packages/staff/conflicts/index' }),
  shift: () => Taro.navigateTo({ url: '/packages/staff/shift/index' }),
  /** The operator's desk. */
  deskOffers: () => Taro.navigateTo({ url: '/packages/operator/offers/index' }),
  deskOffer: (offerId: string, instead = false) =>
    (instead ? Taro.redirectTo : Taro.navigateTo)({
      url: addressOf('/packages/operator/offer/index', { offerId }),
    }),
  /** A new offer, or a draft; `field` is where to look first. */
  editOffer: (params: { offerId?: string; field?: string } = {}) =>
    Taro.navigateTo({ url: addressOf('/packages/operator/edit/index', params as Params) }),
  deskCampaigns: () => Taro.navigateTo({ url: '/packages/operator/campaigns/index' }),
  deskCampaign: (campaignId: string, instead = false) =>
    (instead ? Taro.redirectTo : Taro.navigateTo)({
      url: addressOf('/packages/operator/campaign/index', { campaignId }),
    }),
  /** A new group-buy, or a draft; `field` is where to look first. */
  editCampaign: (campaignId?: string, field?: string) =>
    Taro.navigateTo({
      url: addressOf('/packages/operator/campaign-edit/index', said({ campaignId, field })),
    }),
  deskRounds: () => Taro.navigateTo({ url: '/packages/operator/rounds/index' }),
  deskRound: (roundId: string, instead = false) =>
    (instead ? Taro.redirectTo : Taro.navigateTo)({
      url: addressOf('/packages/operator/round/index', { roundId }),
    }),
  /** A new round, or a draft; `field` is where to look first. */
  editRound: (roundId?: string, field?: string) =>
    Taro.navigateTo({ url: addressOf('/packages/operator/round-edit/index', said({ roundId, field })) }),
  deliveries: () => Taro.navigateTo({ url: '/packages/operator/deliveries/index' }),
  refunds: () => Taro.navigateTo({ url: '/packages/operator/refunds/index' }),
  /** The order behind a number, or the search for one. */
  deskOrder: (number?: string) =>
    Taro.navigateTo({ url: addressOf('/packages/operator/order/index', number ? { number } : {}) }),
  passBatches: () => Taro.navigateTo({ url: '/packages/operator/passes/index' }),
  books: () => Taro.navigateTo({ url: '/packages/operator/books/index' }),
  revoke: () => Taro.navigateTo({ url: '/packages/operator/revoke/index' }),
  people: () => Taro.navigateTo({ url: '/packages/operator/people/index' }),
  figures: () => Taro.navigateTo({ url: '/packages/operator/figures/index' }),
  stores: () => Taro.navigateTo({ url: '/packages/operator/stores/index' }),
  /** Any other page of the desk, by its folder. */
  desk: (page: DeskPage, params: Params = {}, instead = false) =>
    (instead ? Taro.redirectTo : Taro.navigateTo)({
      url: addressOf(`/packages/operator/${page}/index`, params),
    }),
  /** Back, or home where there is nothing behind (a shared or reloaded page). */
  back: () => (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : go.home()),
};
