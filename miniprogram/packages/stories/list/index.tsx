import { View } from '@tarojs/components';
import { useState } from 'react';
import { STORIES, type Story, stories as texts } from '../../../texts/stories';
import { Choices } from '../../../ui/form/choices';
import { Page } from '../../../ui/page';
import { StoryRow } from '../row';
import './index.scss';

type Topic = Story['topic'] | 'all';
const TOPICS = (['all', ...Object.keys(texts.topics)] as Topic[]).map((value) => ({
  value,
  label: value === 'all' ? texts.all : texts.topics[value],
}));

/** Stories of the park's animals; which are read says what somebody likes, if they agreed to be known. */
export default function Stories() {
  const [topic, choose] = useState<Topic>('all');
  return (
    <Page title={texts.title}>
      <View className="stories">
        <View className="stories-hint">{texts.hint}</View>
        <Choices<Topic> choices={TOPICS} chosen={topic} choose={choose} />
        {STORIES.filter((story) => topic === 'all' || story.topic === topic).map((story) => (
          <StoryRow key={story.articleId} story={story} />
        ))}
      </View>
    </Page>
  );
}
