import type { DeskTag, MemberDeskView, TimelineEntry } from '@shared/contract';
import { eventNames } from '../../../texts/event-names';
import { memberDesk as texts } from '../../../texts/member-desk';
import { points } from '../../../texts/points';
import { tags } from '../../../texts/tags';
import { dayOf, momentOf, signedOf, yuanOf } from '../../../ui/format';

/** What only says where somebody looked. */
const BROWSING = /^(app_shown|page_view|page_leave|.*_exposed)$/;
export const isBrowsing = ({ name }: TimelineEntry): boolean => BROWSING.test(name);

/** What events name by ids, as far as the rest of the page knows it. */
export type Titles = Record<string, string>;

export const titlesIn = ({ coupons, orders, passes, guesses }: MemberDeskView): Titles =>
  Object.fromEntries([
    ...coupons.map(({ offerId, title }) => [offerId, title]),
    ...orders.map(({ campaignId, title }) => [campaignId, title]),
    ...passes.map(({ passId, title }) => [passId, title]),
    ...guesses.map(({ roundId, title }) => [roundId, title]),
  ]);

/** What happened, in a few words: 付款 ¥38 · 读文章 企鹅. */
export function eventWords(entry: TimelineEntry, titles: Titles): string {
  const { props } = entry;
  const name = eventNames[entry.name] ?? entry.name;
  const named = [props.offerId, props.campaignId, props.passId, props.roundId].find(
    (id) => typeof id === 'string' && titles[id],
  );
  return [name, titles[String(named)], detailOf(entry)].filter(Boolean).join(' ');
}

function detailOf({ name, page, props }: TimelineEntry): string {
  const number = (key: string): number | undefined => {
    const value = props[key];
    return typeof value === 'number' ? value : undefined;
  };
  switch (name) {
    case 'page_view':
      return pageName(page);
    case 'page_leave':
      return [pageName(page), texts.seconds(Math.round((number('dwellMs') ?? 0) / 1000))].join(' · ');
    case 'article_read':
    case 'product_viewed':
      return topicName(props.topic);
    case 'order_paid':
    case 'order_refunded':
      return `¥${yuanOf(number('amount') ?? 0)}`;
    case 'points_changed':
      return [signedOf(number('delta') ?? 0, '+'), causeName(props.what)].filter(Boolean).join(' · ');
    case 'checkin_signed':
      return number('streak') ? texts.streak(number('streak') ?? 0) : '';
    default:
      return '';
  }
}

const pageName = (page: string | null): string => {
  const path = (page ?? '').replace(/\/index$/, '');
  return texts.pages[path] ?? path;
};
const topicName = (topic: unknown): string =>
  typeof topic === 'string' ? (tags.topics[topic] ?? topic) : '';
const causeName = (what: unknown): string =>
  typeof what === 'string' && Object.hasOwn(points.causes, what)
    ? points.causes[what as keyof typeof points.causes]
    : '';

/** Why a member has a tag: who put it and why, or what it follows from. */
export function whyOf({ tagId, kind, by, at, reason, version }: DeskTag, now: number): string {
  if (kind === 'manual')
    return texts.byHand(by ?? tags.somebody, at === undefined ? '' : momentOf(at, now), reason ?? '');
  if (tagId.startsWith('basic_pass_')) return texts.pass;
  const why = texts.rfm[tagId] ?? texts.why[kind];
  return version === undefined ? why : `${why} · ${texts.version(version)}`;
}

/** How long it stays. */
export function stayOf({ kind, until }: DeskTag, now: number): string {
  if (until !== undefined) return texts.until(dayOf(until, now));
  return kind === 'manual' ? texts.noEnd : texts.stays;
}
