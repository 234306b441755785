import { useEffect } from 'react';
import { tellOnce } from '../../../api/track';
import { onSeen } from '../../../platform/seen';
import type { Story } from '../../../texts/stories';

/** Nobody has read a story in less. */
const READING_MS = 3000;

/** Tells that a story was read: its end was on the screen, and there was time to come to it. */
export function useRead(story: Story | undefined, endId: string): void {
  useEffect(() => {
    if (!story) return undefined;
    const { articleId, topic } = story;
    const began = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onSeen(endId, () => {
      timer = setTimeout(
        () => tellOnce('article_read', { articleId, topic }),
        Math.max(0, READING_MS - (Date.now() - began)),
      );
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [story, endId]);
}
