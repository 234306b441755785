const NAME = 'group';

/** A browser is in no chat: the address says which group it stands for, `?group=<name>`. */
export const groupTicket = async (): Promise<string | undefined> => {
  const group = groupInAddress();
  return group ? `group:${group}` : undefined;
};

/** A link that is passed on keeps the group it stands for. */
export function groupCardPath(path: string): string {
  const group = groupInAddress();
  return group ? `${path}?${NAME}=${encodeURIComponent(group)}` : path;
}

function groupInAddress(): string | null {
  const inHash = window.location.hash.split('?')[1] ?? '';
  return new URLSearchParams(inHash).get(NAME) ?? new URLSearchParams(window.location.search).get(NAME);
}
