/** Taro listens to navigator.connection, which Safari and Firefox lack; these two events every browser has. */
export function onConnection(changed: (connected: boolean) => void): void {
  if (!navigator.onLine) changed(false);
  window.addEventListener('online', () => changed(true));
  window.addEventListener('offline', () => changed(false));
}
