import type { DeskTag, MemberDeskView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { nameOf } from '../../../features/tags/words';
import { memberDesk as texts } from '../../../texts/member-desk';
import { tags as tagTexts } from '../../../texts/tags';
import { Card, Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { Part } from './part';
import type { TagWish } from './tag-sheet';
import { eventWords, stayOf, type Titles, titlesIn, whyOf } from './words';

interface Props {
  view: MemberDeskView;
  now: number;
  /** Puts one or takes one off; not for those who only look. */
  ask?(wish: TagWish): void;
}

/** Every tag with its kind, why it is there and until when; and what is read most. */
export function Tags({ view, now, ask }: Props) {
  const { tags, radar, profiling } = view;
  const titles = titlesIn(view);
  if (!profiling) return <Part title={texts.tags} empty={texts.noProfiling} count={0} />;
  const shown = tags.filter(({ until }) => until === undefined || until > now);
  return (
    <>
      <Part title={texts.tags} empty={texts.refusedAll} count={shown.length}>
        <Card className="mdesk-rows">
          {shown.map((tag) => (
            <Row key={tag.tagId} tag={tag} titles={titles} now={now} {...(ask ? { ask } : {})} />
          ))}
        </Card>
      </Part>
      {ask && (
        <View className="mdesk-way-add">
          <Button look="quiet" onPress={() => ask({ what: 'put' })}>
            {texts.add}
          </Button>
        </View>
      )}
      {radar.length > 0 && (
        <Part title={texts.radar} count={radar.length}>
          <Card className="mdesk-rows">
            {radar.map(({ topic, score }) => (
              <View className="mdesk-row" key={topic}>
                <View className="mdesk-row-words">{tagTexts.topics[topic] ?? topic}</View>
                <View className="mdesk-small figures">{texts.radarOf(score.toFixed(1))}</View>
              </View>
            ))}
          </Card>
        </Part>
      )}
    </>
  );
}

interface RowProps extends Pick<Props, 'now' | 'ask'> {
  tag: DeskTag;
  titles: Titles;
}

function Row({ tag, titles, now, ask }: RowProps) {
  const [open, setOpen] = useState(false);
  const name = nameOf(tag);
  return (
    <View className="mdesk-row">
      <View className="mdesk-row-words">
        <View className="mdesk-row-head">
          <View className="mdesk-row-name">{name}</View>
          <Tag look={tag.kind === 'manual' ? 'wait' : 'sea'}>{texts.kinds[tag.kind]}</Tag>
        </View>
        <View className="mdesk-why">{whyOf(tag, now)}</View>
        <View className="mdesk-small figures">{stayOf(tag, now)}</View>
        {tag.tagId.startsWith('rul_') && (
          <Press className="mdesk-more" onPress={() => go.desk('rule', { ruleId: tag.tagId })}>
            {texts.seeRule}
          </Press>
        )}
        {tag.events.length > 0 && (
          <Press className="mdesk-more" open={open} onPress={() => setOpen(!open)}>
            {open ? texts.less : `${texts.more}（${tag.events.length}）`}
          </Press>
        )}
        {open &&
          tag.events.map((event, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that is shown once and never changes
            <View className="mdesk-small figures" key={place}>
              {momentOf(event.at, now)} · {eventWords(event, titles)}
            </View>
          ))}
      </View>
      {ask && tag.kind === 'manual' && (
        <Press
          className="mdesk-press"
          label={texts.removeOf(name)}
          onPress={() => ask({ what: 'remove', name })}
        >
          {texts.remove}
        </Press>
      )}
    </View>
  );
}
