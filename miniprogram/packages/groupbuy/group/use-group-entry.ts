import type { CampaignId } from '@shared/ids';
import { useEffect } from 'react';
import { tellOnce } from '../../../api/track';
import { groupTicket } from '../../../platform/group';

/** Tells when somebody came in by the card of a WeChat group, and to which group-buy. */
export function useGroupEntry(campaignId: CampaignId | undefined): void {
  useEffect(() => {
    if (campaignId) void groupTicket().then((ticket) => ticket && tellOnce('group_entered', { campaignId }));
  }, [campaignId]);
}
