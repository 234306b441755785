import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import { NOW } from './product.ts';

/** About tomorrow, open since this morning, with a thing to win. */
export const roundDraft = (): RoundDraft =>
  ({
    title: '猜猜明天的天气',
    city: '杭州',
    location: '101210101',
    day: '2026-06-16',
    question: { type: 'sky' },
    opensAt: NOW - 3_600_000,
    closesAt: Date.parse('2026-06-15T20:00:00+08:00'),
    prizes: [{ tier: 1, name: '海豚毛绒玩具', count: 1, value: 9900 }],
    organiser: '凤凰山海洋公园',
    claimDays: 7,
    noWinner: 'rollover',
  }) as RoundDraft;
