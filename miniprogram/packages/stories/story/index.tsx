import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { sharing } from '../../../api/track';
import { STORIES, type Story, stories as texts } from '../../../texts/stories';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Empty } from '../../../ui/states';
import { StoryRow } from '../row';
import { useRead } from './use-read';
import './index.scss';

const END = 'story-end';
const MORE = 2;

/** One story, and what to read after it. */
export default function StoryPage() {
  const { articleId = '' } = useRouter().params;
  const story = STORIES.find((one) => one.articleId === articleId);
  useRead(story, END);
  useShareAppMessage(() =>
    sharing('story', {
      title: story?.title ?? texts.title,
      path: `/packages/stories/story/index?articleId=${articleId}`,
    }),
  );
  return (
    <Page title={texts.title}>
      {story ? (
        <Body story={story} />
      ) : (
        <Empty
          picture="jellyfish"
          title={texts.gone}
          hint={texts.goneHint}
          way={{ text: texts.seeAll, go: () => void go.stories() }}
        />
      )}
    </Page>
  );
}

const Body = ({ story }: { story: Story }) => (
  <View className="story">
    <Picture name={story.picture} className="story-picture" />
    <View className="story-title">{story.title}</View>
    <View className="story-lead">{story.lead}</View>
    {story.parts.map((part) => (
      <View className="story-part" key={part}>
        {part}
      </View>
    ))}
    <View className="story-end" id={END}>
      {texts.end}
    </View>
    <View className="story-more">{texts.more}</View>
    {nextTo(story).map((one) => (
      <StoryRow key={one.articleId} story={one} />
    ))}
  </View>
);

/** What follows: of the same animal first. */
function nextTo({ articleId, topic }: Story): Story[] {
  const place = STORIES.findIndex((one) => one.articleId === articleId);
  const others = [...STORIES.slice(place + 1), ...STORIES.slice(0, place)];
  return [
    ...others.filter((one) => one.topic === topic),
    ...others.filter((one) => one.topic !== topic),
  ].slice(0, MORE);
}
