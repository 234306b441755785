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
    let missing = 2;
    const come = () => {
      missing -= 1;
      if (missing === 0) tellOnce('article_read', { articleId, topic });
    };
    const timer = setTimeout(come, READING_MS);
    const stop = onSeen(endId, come);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [story, endId]);
}
