import type { MemberDeskView, TimelineEntry } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../../api/call';
import { memberDesk as texts } from '../../../texts/member-desk';
import { Card } from '../../../ui/bits';
import { Choices } from '../../../ui/form/choices';
import { clockOf, dayOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Part } from './part';
import { eventWords, isBrowsing, titlesIn } from './words';

type Kind = 'all' | 'deeds';
const KINDS: Array<{ value: Kind; label: string }> = [
  { value: 'all', label: texts.everything },
  { value: 'deeds', label: texts.lookOnly },
];

/** What happened, day by day, newest first; older pages belong to the same look. */
export function Timeline({ view, now }: { view: MemberDeskView; now: number }) {
  const [kind, choose] = useState<Kind>('all');
  const { entries, more, next, expired } = useTimeline(view);
  const titles = titlesIn(view);
  const shown = kind === 'all' ? entries : entries.filter((entry) => !isBrowsing(entry));
  return (
    <>
      <Part title={texts.timeline} empty={texts.noTimeline} count={entries.length}>
        <Choices choices={KINDS} chosen={kind} choose={choose} />
        {daysOf(shown, now).map(([day, of]) => (
          <Card className="mdesk-rows mdesk-day" key={day}>
            <View className="mdesk-day-name">{day}</View>
            {of.map((entry, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pages only follow at the end
              <View className="mdesk-event" key={place}>
                <View className="mdesk-event-at figures">{clockOf(entry.at)}</View>
                <View className="mdesk-event-what">{eventWords(entry, titles)}</View>
              </View>
            ))}
          </Card>
        ))}
      </Part>
      {expired ? <View className="mdesk-small">{texts.expired}</View> : <More more={more} next={next} />}
    </>
  );
}

/** Days by their names, in the order of the entries. */
function daysOf(entries: TimelineEntry[], now: number): Array<[day: string, entries: TimelineEntry[]]> {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at, now);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

/** The timeline as far as it was asked for. */
function useTimeline({ lookId, timeline, timelineCursor }: MemberDeskView) {
  const [entries, setEntries] = useState(timeline);
  const [cursor, setCursor] = useState(timelineCursor);
  const [state, setState] = useState<'idle' | 'asking' | 'failed' | 'expired'>('idle');
  async function next(): Promise<void> {
    if (!cursor || state === 'asking') return;
    setState('asking');
    const outcome = await call('admin', 'member.timeline', { lookId, cursor });
    if (!outcome.ok) return setState('refusal' in outcome ? 'expired' : 'failed');
    const { items, cursor: after } = outcome.value;
    setEntries((before) => [...before, ...items]);
    setCursor(after);
    setState('idle');
  }
  const expired = state === 'expired';
  const more = !cursor || expired ? 'none' : state === 'idle' ? 'ready' : state;
  return { entries, more, next, expired } as const;
}
