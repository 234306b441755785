import type { ConfigKey, ConfigOf } from '../../../shared-types/contract/config';
import type { Fen } from '../../../shared-types/ids';

const yuan = (n: number): Fen => (n * 100) as Fen;
const ALL = { stores: 'all' as const, blackout: [] };

/** What holds where a park has set nothing: the figures of the specification. */
export const DEFAULTS: { [Key in ConfigKey]: ConfigOf<Key> } = {
  checkin: {
    daily: 5,
    cycle: 7,
    rungs: [
      { day: 3, points: 10 },
      { day: 7, points: 30 },
    ],
    month: [
      { days: 10, points: 50 },
      { days: 20, cards: 1 },
    ],
    cardsPerMonth: 2,
  },
  tiers: {
    version: '2026-1',
    recency: [
      { upTo: 30, score: 5 },
      { upTo: 60, score: 4 },
      { upTo: 90, score: 3 },
      { upTo: 180, score: 2 },
    ],
    visits: [
      { from: 8, score: 5 },
      { from: 5, score: 4 },
      { from: 3, score: 3 },
      { from: 2, score: 2 },
      { from: 1, score: 1 },
    ],
    money: [
      { from: 3000, score: 5 },
      { from: 1500, score: 4 },
      { from: 600, score: 3 },
      { from: 200, score: 2 },
    ],
    levels: { silver: 7, gold: 10, diamond: 13 },
  },
  points: { perYuan: 1 },
  calendar: { closed: [] },
  passKinds: {
    activateWithinDays: 90,
    unopened: 'runs',
    kinds: {
      single: { name: '单人年卡', price: yuan(298), holders: 1, children: 0, term: 'year' },
      double: { name: '双人年卡', price: yuan(498), holders: 2, children: 0, term: 'year' },
      family: { name: '家庭年卡', price: yuan(698), holders: 3, children: 1, term: 'month_end' },
    },
  },
  benefits: {
    rows: [
      { id: 'entry', name: '入园', period: 'day', quota: 1, each: 'holder', worth: yuan(180), ...ALL },
      {
        id: 'companion',
        name: '同行票半价',
        period: 'term',
        quota: 4,
        each: 'pass',
        worth: yuan(90),
        ...ALL,
      },
      { id: 'parking', name: '停车', period: 'term', quota: 10, each: 'pass', worth: yuan(15), ...ALL },
      {
        id: 'feeding',
        name: '喂奶鱼',
        period: 'term',
        quota: 2,
        each: 'pass',
        worth: 990 as Fen,
        costPerUse: yuan(3),
        ...ALL,
      },
      {
        id: 'cake',
        name: '生日蛋糕',
        period: 'term',
        quota: 1,
        each: 'pass',
        worth: yuan(38),
        costPerUse: yuan(12),
        ...ALL,
      },
    ],
  },
  offline: { cap: yuan(50) },
  birthday: {
    greetings: [
      '愿你像海豚一样，跃起时有浪花，落下时有大海。',
      '又长大一岁啦，愿你慢慢走，也总能走到想去的地方。',
      '今天整片海都在为你亮灯，愿新的一岁温柔又明亮。',
    ],
  },
  messages: {
    templates: {
      coupon_expiring: 'tpl_coupon_expiring',
      offer_opens: 'tpl_offer_opens',
      checkin_reminder: 'tpl_checkin_reminder',
      birthday_card: 'tpl_birthday_card',
      group_result: 'tpl_group_result',
      lottery_result: 'tpl_lottery_result',
    },
    weeklyCap: 3,
    expiryDays: 1,
  },
};
