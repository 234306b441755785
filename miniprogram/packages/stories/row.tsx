import { View } from '@tarojs/components';
import { type Story, stories as texts } from '../../texts/stories';
import { go } from '../../ui/go';
import { Picture } from '../../ui/picture';
import { Press } from '../../ui/press';
import './row.scss';

/** A story in a list. */
export const StoryRow = ({ story }: { story: Story }) => (
  <Press className="card story-row" onPress={() => go.story(story.articleId)}>
    <Picture name={story.picture} className="story-row-picture" />
    <View className="story-row-words">
      <View className="story-row-title">{story.title}</View>
      <View className="story-row-lead">{story.lead}</View>
      <View className="story-row-topic">{texts.topics[story.topic]}</View>
    </View>
  </Press>
);
