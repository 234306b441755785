import type { ConsentScopes } from '@shared/contract';
import { assume } from '../../api/answers';
import { isFault } from '../../api/caller';
import { useCommand } from '../../api/use-command';
import { myData } from '../../texts/my-data';
import { troubleText } from '../../ui/states';
import { refreshMe } from './use-me';

export interface Consent {
  busy: boolean;
  /** Why the last word was not taken, as a sentence. */
  trouble: string | undefined;
  /** Agrees to a version and says which scopes are on; shown at once, taken back if it was not taken. */
  say(version: string, scopes: ConsentScopes): Promise<void>;
}

export function useConsent(): Consent {
  const { busy, outcome, run } = useCommand('member', 'member.consent');
  async function say(version: string, scopes: ConsentScopes): Promise<void> {
    const takeBack = assume('member', 'member.me', {}, (me) => {
      me.consent = { ...me.consent, agreed: version, scopes };
    });
    const answered = await run({ version, scopes });
    if (!answered.ok) takeBack();
    // Also after a yes: of two switches pressed in one breath the cloud knows which came last.
    if (answered.ok || !isFault(answered)) refreshMe();
  }
  const lost = outcome && !outcome.ok ? outcome : undefined;
  return { busy, trouble: lost && (isFault(lost) ? myData.unsure : troubleText(lost)), say };
}
