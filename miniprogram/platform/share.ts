import Taro from '@tarojs/taro';

/** WeChat sends cards into chats; no link is shown to anybody. */
export const sharesInChat = true;
export const linkOf = (path: string): string => path;

/** Cards shared from this page from now on are kept up to date by the cloud; without an id they are plain ones. */
export function keepCardsLive(activityId: string | undefined, paid: number, size: number): void {
  if (activityId === undefined) return;
  void Taro.updateShareMenu({
    isUpdatableMessage: true,
    activityId,
    // Its type asks for an id of a template, which only games have.
    templateInfo: {
      parameterList: [
        { name: 'member_count', value: String(paid) },
        { name: 'room_limit', value: String(size) },
      ],
    } as NonNullable<Taro.updateShareMenu.Option['templateInfo']>,
  }).catch(() => undefined);
}
