/** WeChat sends cards into chats; no link is shown to anybody. */
export const sharesInChat = true;
export const linkOf = (path: string): string => path;
