/** A browser has no chat to send a card to: people pass links on. */
export const sharesInChat = false;
export const linkOf = (path: string): string =>
  `${window.location.origin}${window.location.pathname}#/${path}`;

/** There are no cards to keep up to date. */
export function keepCardsLive(): void {}
