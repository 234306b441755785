import type { CampaignLogLine, GroupRow } from '../../../shared-types/contract/groupbuy-desk';
import type { Instant } from '../../../shared-types/ids';
import { maskedName } from '../member/member';
import { changedFields } from '../offer/desk';
import type { CampaignDoc } from './campaign';
import { type GroupDoc, paidSeats } from './group';
import { orderView } from './views';

/** Campaigns and groups as their operators see them. */

/** The log as people read it, newest first. */
export const campaignLog = ({ log }: CampaignDoc, nameOf: (staffId: string) => string): CampaignLogLine[] =>
  log
    .map(({ at, by, what, from, to }) => ({
      at,
      by: nameOf(by),
      what,
      fields: from && to ? changedFields(from, to) : [],
    }))
    .reverse();

export const groupRow = (group: GroupDoc, now: Instant): GroupRow => ({
  groupId: group._id,
  alone: group.alone,
  status: group.status,
  size: group.terms.size,
  createdAt: group.createdAt,
  endsAt: group.deadline,
  isGivenBack: isGivenBack(group),
  orders: group.seats.map((seat) => ({ ...orderView(group, seat, now), name: maskedName(seat.name) })),
});

/** A full group whose orders have all been paid back: it was full once, and there is nobody in it. */
const isGivenBack = (group: GroupDoc): boolean => group.status === 'full' && paidSeats(group).length === 0;
