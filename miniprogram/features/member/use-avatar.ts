import type { MemberId } from '@shared/ids';
import { useState } from 'react';
import { newId } from '../../api/call';
import { upload } from '../../platform/files';
import { profile as texts } from '../../texts/profile';
import type { Profile } from './use-profile';

interface Choice {
  /** How it goes with the last picture. */
  note: string | undefined;
  chosen(path: string): Promise<void>;
}

/**
 * Uploads a chosen picture and names it in the profile. It lies in the member's own folder: only there the cloud deletes
 * it when they leave.
 */
export function useAvatar(memberId: MemberId, profile: Profile): Choice {
  const [note, setNote] = useState<string>();
  async function chosen(path: string): Promise<void> {
    setNote(texts.avatarBusy);
    try {
      const avatarFileId = await upload(`photos/${memberId}/${newId()}`, path);
      const saved = await profile.save({ avatarFileId });
      setNote(saved ? undefined : texts.avatarFailed);
    } catch {
      setNote(texts.avatarFailed);
    }
  }
  return { note, chosen };
}
