import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { call } from '../../../api/call';
import { useWide } from '../../../platform/wide';
import { memberDesk as texts } from '../../../texts/member-desk';
import { Page } from '../../../ui/page';
import { Tabs } from '../../../ui/tabs';
import { useNow } from '../../../ui/use-now';
import { Head } from './head';
import type { Opened } from './opened';
import { TagSheet, type TagWish } from './tag-sheet';
import { Tags } from './tags';
import { Timeline } from './timeline';
import { Trade } from './trade';
import { Wallet } from './wallet';

type Tab = keyof typeof texts.tabs;

interface Props {
  opened: Opened;
  open(opened: Opened): void;
  /** Tags by hand are for operators. */
  mayTag: boolean;
  leave(): void;
}

/** Everything about one member: tab by tab in the hand, side by side on a desk. */
export function Member({ opened: { view, reason }, open, mayTag, leave }: Props) {
  const now = useNow(60_000);
  const wide = useWide();
  const [tab, choose] = useState<Tab>('who');
  const [wish, ask] = useState<TagWish>();
  async function again(): Promise<void> {
    const outcome = await call('admin', 'member.view', { memberId: view.memberId, reason });
    if (outcome.ok) open({ view: outcome.value, reason });
  }
  const parts: Record<Tab, ReactNode> = {
    who: <Tags view={view} now={now} {...(mayTag ? { ask } : {})} />,
    wallet: <Wallet view={view} now={now} />,
    trade: <Trade view={view} now={now} />,
    // Another look begins another timeline.
    timeline: <Timeline key={view.lookId} view={view} now={now} />,
  };
  return (
    <Page title={texts.title}>
      <View className="desk mdesk-open">
        <Head view={view} reason={reason} now={now} mayAudit={mayTag} leave={leave} />
        {wide ? (
          <View className="mdesk-columns">
            <View className="mdesk-column">{parts.who}</View>
            <View className="mdesk-column">
              {parts.wallet}
              {parts.trade}
            </View>
            <View className="mdesk-column">{parts.timeline}</View>
          </View>
        ) : (
          <>
            <View className="desk-tabs">
              <Tabs<Tab> tabs={texts.tabs} chosen={tab} choose={choose} />
            </View>
            {parts[tab]}
          </>
        )}
      </View>
      {wish && <TagSheet memberId={view.memberId} wish={wish} done={again} close={() => ask(undefined)} />}
    </Page>
  );
}
