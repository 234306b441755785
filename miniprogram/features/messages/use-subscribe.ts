import { useRef } from 'react';
import { assume } from '../../api/answers';
import { call } from '../../api/call';
import { isFault } from '../../api/caller';
import type { OutcomeOf } from '../../api/outcome';
import { track } from '../../api/track';
import { askToSubscribe, type Said } from '../../platform/subscribe';
import { messages } from '../../texts/messages';
import { meKnown } from '../member/use-me';

export type Template = keyof typeof messages.titles;

/** What came of asking for a message: what the person said, or that the cloud could not be told of a yes. */
export type Asked = Said | 'unsure';

/** What is known of a template: its id, and how many messages may be sent. Undefined where the park has none. */
export const templateKnown = (key: Template) => meKnown()?.messages?.[key];

/** Asks for one message of a template in a tap, and tells the cloud of the yes. */
export function useSubscribe(key: Template): () => Promise<Asked> {
  // Said yes, and the cloud was not reached: a second tap tells it again, and WeChat need not ask again.
  const owed = useRef(false);
  return async () => {
    const template = templateKnown(key);
    if (!template) return 'failed';
    const said = owed.current
      ? 'yes'
      : await askToSubscribe({ templateId: template.templateId, title: messages.titles[key] });
    if (said === 'yes' || said === 'no') track('subscribe_answered', { accepted: said === 'yes' });
    if (said !== 'yes') return said;
    const told: OutcomeOf<'member', 'member.credit'> = await call('member', 'member.credit', {
      templates: [{ key, accepted: true }],
    });
    owed.current = isFault(told);
    if (told.ok) {
      assume('member', 'member.me', {}, (me) => {
        const mine = me.messages[key];
        if (mine) mine.credits = told.value.credits[key] ?? mine.credits;
      });
    }
    return told.ok ? 'yes' : isFault(told) ? 'unsure' : 'failed';
  };
}
