import { useState } from 'react';
import { newId } from '../../api/call';
import { upload } from '../../platform/files';
import { profile as texts } from '../../texts/profile';
import type { Profile } from './use-profile';

/** Uploads a chosen picture and names it in the profile; `note` says how that goes. */
export function useAvatar(profile: Profile): {
  note: string | undefined;
  chosen(path: string): Promise<void>;
} {
  const [note, setNote] = useState<string>();
  async function chosen(path: string): Promise<void> {
    setNote(texts.avatarBusy);
    try {
      const avatarFileId = await upload(`avatars/${newId()}`, path);
      const saved = await profile.save({ avatarFileId });
      setNote(saved ? undefined : texts.avatarFailed);
    } catch {
      setNote(texts.avatarFailed);
    }
  }
  return { note, chosen };
}
