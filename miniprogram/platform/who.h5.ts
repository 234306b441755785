const KEY = 'whale:as';
let chosen: string | undefined;

/** Who holds the phone: `?as=<openid>`, kept while the tab lives, also over links that drop it. */
export function who(): string {
  chosen ??= fromAddress() ?? sessionStorage.getItem(KEY) ?? 'o-guest-1';
  return chosen;
}

/** Two phones side by side share one session storage; each has its own address, so the address wins. */
function fromAddress(): string | null {
  const inHash = window.location.hash.split('?')[1] ?? '';
  const as = new URLSearchParams(window.location.search).get('as') ?? new URLSearchParams(inHash).get('as');
  if (as) sessionStorage.setItem(KEY, as);
  return as;
}
