import type { TagView } from '@shared/contract';
import { View } from '@tarojs/components';
import { nameOf, reasonOf, refusedNameOf, stayOf } from '../../../features/tags/words';
import { tags as texts } from '../../../texts/tags';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { Press } from '../../../ui/press';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { namesKept, type Refusals, useRefusals } from './use-tags';

interface Own {
  items: TagView[];
  refused: string[] | 'all';
}

/** The tags there are, and those that were refused. */
export function Shown({ view: { items, refused } }: { view: Own }) {
  const now = useNow(30_000);
  const refusals = useRefusals();
  if (refused === 'all') return <AllRefused refusals={refusals} />;
  // A tag leaves at its instant, also from an answer of an hour ago.
  const shown = items.filter(({ until }) => until === undefined || until > now);
  return (
    <>
      <View className="tags-hint">{texts.hint}</View>
      {shown.length === 0 && <Empty picture="dolphin" title={texts.empty} hint={texts.emptyHint} />}
      {shown.length > 0 && (
        <Card className="tags-rows">
          {shown.map((tag) => (
            <Row key={tag.tagId} tag={tag} now={now} refusals={refusals} />
          ))}
        </Card>
      )}
      {refusals.trouble && <View className="tags-trouble">{refusals.trouble}</View>}
      {refused.length > 0 && <Refused tagIds={refused} refusals={refusals} />}
      <View className="tags-way">
        <Button look="quiet" onPress={() => refusals.refuse('all')}>
          {texts.refuseAll}
        </Button>
        <View className="tags-small">{texts.refuseAllHint}</View>
      </View>
    </>
  );
}

function Row({ tag, now, refusals }: { tag: TagView; now: number; refusals: Refusals }) {
  const name = nameOf(tag);
  return (
    <View className="tags-row">
      <View className="tags-words">
        <View className="tags-name">{name}</View>
        <View className="tags-why">{reasonOf(tag, now)}</View>
        <View className="tags-small figures">{stayOf(tag, now)}</View>
      </View>
      <Press
        className="tags-press"
        label={texts.refuseOf(name)}
        off={refusals.busy}
        onPress={() => refusals.refuse([{ tagId: tag.tagId, name }])}
      >
        {texts.refuse}
      </Press>
    </View>
  );
}

function Refused({ tagIds, refusals }: { tagIds: string[]; refusals: Refusals }) {
  const names = namesKept();
  return (
    <Card className="tags-rows">
      <View className="tags-head">{texts.refused}</View>
      <View className="tags-small">{texts.refusedHint}</View>
      {[...tagIds].reverse().map((tagId) => {
        const name = refusedNameOf(tagId, names);
        return (
          <View className="tags-row" key={tagId}>
            <View className="tags-words">{name}</View>
            <Press
              className="tags-press"
              label={texts.allowOf(name)}
              off={refusals.busy}
              onPress={() => refusals.allow([tagId])}
            >
              {texts.allow}
            </Press>
          </View>
        );
      })}
    </Card>
  );
}

const AllRefused = ({ refusals }: { refusals: Refusals }) => (
  <>
    <Empty picture="whale" title={texts.allRefused} hint={texts.allRefusedHint} />
    <View className="tags-way">
      <Button look="quiet" busy={refusals.busy} onPress={() => refusals.allow('all')}>
        {texts.allowAll}
      </Button>
    </View>
    {refusals.trouble && <View className="tags-trouble">{refusals.trouble}</View>}
  </>
);
