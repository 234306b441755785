import type { OfferId } from '../../../shared-types/ids';
import type { StockFollowUp } from '../../domain/offer/stock';

/** A follow-up with the shard it stands in. */
export type StockEntry = StockFollowUp & { shardId: string; offerId: OfferId };
export type EntryTo<To extends StockEntry['to']> = Extract<StockEntry, { to: To }>;
