import * as v from 'valibot';
import type { CampaignId, GroupId, Instant } from '../ids';
import type { OfferState } from './admin-reads';
import { campaignId, cursor } from './fields';
import type { CampaignDraft, CampaignView, GroupStatus, OrderView } from './groupbuy';
import { query } from './operation';

/** What the operator's pages ask about group-buys, as it stands. */

/** One campaign in the list. */
export interface CampaignRow extends CampaignView {
  /** How far its operators are; `status` says how guests find it. */
  state: OfferState;
  /** Pieces of orders that were paid back after their coupons had been taken back: they are not sold again. */
  back: number;
  /** The last change: when, and by whom (name). */
  changed: { at: Instant; by: string };
}

export interface CampaignLogLine {
  at: Instant;
  /** Name of who did it. */
  by: string;
  what: 'saved' | 'published' | 'stopped' | 'extended';
  /** The fields that were changed; empty for the first save. */
  fields: string[];
}

export interface CampaignDesk {
  campaignId: CampaignId;
  state: OfferState;
  /** What a save that is based on this has to name. */
  version: number;
  /** As it was saved. */
  spec: CampaignDraft;
  /** As guests will see it. */
  view: CampaignView;
  /** As in the list. */
  back: number;
  /** Of a draft: the fields that publishing would find missing, in the order of the editor. */
  missing: string[];
  /** Newest first. */
  log: CampaignLogLine[];
}

/** A group with its orders; who buys alone is a group of one. */
export interface GroupRow {
  groupId: GroupId;
  alone: boolean;
  status: GroupStatus;
  size: number;
  createdAt: Instant;
  /** null until its opener has paid. */
  endsAt: Instant | null;
  /** Whether all the money that was paid in it has gone back, or is on its way: a full group of nobody. */
  isGivenBack: boolean;
  /** In the order in which they came; `name` is masked. */
  orders: Array<OrderView & { name: string }>;
}

export const groupbuyDeskOps = {
  /** Newest window first. */
  'groupbuy.all': query<{ items: CampaignRow[]; cursor?: string }>()(
    v.strictObject({
      status: v.optional(v.picklist(['draft', 'published', 'stopped'])),
      cursor: v.optional(cursor),
    }),
  ),
  'groupbuy.desk': query<CampaignDesk>()(v.strictObject({ campaignId })),
  /** Groups of a campaign, newest first. */
  'groupbuy.groups': query<{ items: GroupRow[]; cursor?: string }>()(
    v.strictObject({ campaignId, cursor: v.optional(cursor) }),
  ),
};
