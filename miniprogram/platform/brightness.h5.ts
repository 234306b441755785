/** A browser may not touch the screen's brightness, but it can keep it awake. */
export function brighten(): () => void {
  const lock = navigator.wakeLock?.request('screen').catch(() => undefined);
  return () => {
    lock?.then((held) => held?.release()).catch(() => undefined);
  };
}
