import { assume, refresh } from '../../../api/answers';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { storage } from '../../../platform/storage';
import { tags as texts } from '../../../texts/tags';
import { troubleText } from '../../../ui/states';

/** What a question about tags that were refused is answered with: ids only. Kept, so that they can be named. */
const NAMES = 'tag-names';
export const namesKept = (): Record<string, string> => storage.get<Record<string, string>>(NAMES) ?? {};

export interface Refusals {
  busy: boolean;
  /** Why the last word was not taken, as a sentence. */
  trouble: string | undefined;
  /** Shown at once, taken back if it was not taken. */
  refuse(what: Array<{ tagId: string; name: string }> | 'all'): Promise<void>;
  allow(tagIds: string[] | 'all'): Promise<void>;
}

/** No to a tag, or to all, and the way back, which is as short. */
export function useRefusals(): Refusals {
  const no = useCommand('member', 'member.refuseTags');
  const yes = useCommand('member', 'member.allowTags');

  async function refuse(what: Array<{ tagId: string; name: string }> | 'all'): Promise<void> {
    const tagIds = what === 'all' ? what : what.map(({ tagId }) => tagId);
    if (what !== 'all')
      storage.set(NAMES, { ...namesKept(), ...Object.fromEntries(what.map((tag) => [tag.tagId, tag.name])) });
    const takeBack = assume('member', 'member.tags', {}, (view) => {
      view.items = tagIds === 'all' ? [] : view.items.filter(({ tagId }) => !tagIds.includes(tagId));
      view.refused =
        tagIds === 'all' || view.refused === 'all' ? 'all' : [...new Set([...view.refused, ...tagIds])];
    });
    const answered = await no.run({ tagIds });
    if (!answered.ok) takeBack();
    // Also after a yes: of two presses in one breath the cloud knows which came last.
    if (answered.ok || !isFault(answered)) await again();
  }

  /** What comes back is known to the cloud alone, so nothing is assumed. */
  async function allow(tagIds: string[] | 'all'): Promise<void> {
    const answered = await yes.run({ tagIds });
    if (answered.ok || !isFault(answered)) await again();
  }

  const lost = [no.outcome, yes.outcome].find((outcome) => outcome && !outcome.ok);
  const trouble = lost && !lost.ok ? (isFault(lost) ? texts.unsure : troubleText(lost)) : undefined;
  return { busy: no.busy || yes.busy, trouble, refuse, allow };
}

const again = () => refresh('member', 'member.tags', {});
