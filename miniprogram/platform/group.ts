import Taro from '@tarojs/taro';

interface GroupEnterInfo {
  cloudID?: string;
}
type AskGroup = (options: { success(info: GroupEnterInfo): void; fail(): void }) => void;

/** The ticket of the group chat this app was opened from: the raw cloudID, which only the cloud can read. */
export function groupTicket(): Promise<string | undefined> {
  return new Promise((answer) => {
    // Missing in Taro's types.
    const ask = (Taro as unknown as { getGroupEnterInfo?: AskGroup }).getGroupEnterInfo;
    if (!ask) return answer(undefined);
    ask({ success: ({ cloudID }) => answer(cloudID), fail: () => answer(undefined) });
  });
}

/** A card that is opened from a group says which; only WeChat knows, so the path need not. */
export const groupCardPath = (path: string): string => path;
