import type { MemberView } from '@shared/contract';
import { assume } from '../../api/answers';
import { isFault } from '../../api/caller';
import type { InputOf } from '../../api/outcome';
import { useCommand } from '../../api/use-command';
import { profile } from '../../texts/profile';
import { troubleText } from '../../ui/states';
import { refreshMe } from './use-me';

export interface Profile {
  busy: boolean;
  /** Why nothing was saved, as a sentence. */
  trouble: string | undefined;
  /** Answers whether it was saved; the card and everything else about me then shows it. */
  save(change: InputOf<'member', 'member.updateProfile'>): Promise<boolean>;
}

export function useProfile(): Profile {
  const { busy, outcome, run } = useCommand('member', 'member.updateProfile');
  const lost = outcome && !outcome.ok ? outcome : undefined;
  return {
    busy,
    trouble: lost && (isFault(lost) ? profile.unsure : troubleText(lost)),
    async save(change) {
      const answered = await run(change);
      if (!answered.ok) return false;
      showMember(answered.value);
      await refreshMe();
      return true;
    },
  };
}

const showMember = (member: MemberView) =>
  assume('member', 'member.me', {}, (me) => {
    me.member = member;
  });
