import type { ShownCode } from './stage';
import { who } from './who';

/** The page that shows this phone, if it is of the same origin; a foreign frame gets no codes. */
function stage(): Window | null {
  if (window.parent === window) return null;
  try {
    return window.parent.location.origin === window.location.origin ? window.parent : null;
  } catch {
    return null;
  }
}

const tell = (message: Record<string, unknown>): void =>
  stage()?.postMessage({ ...message, openid: who() }, window.location.origin);

/** A code is on the screen, so that the other phone can scan it. */
export const tellCodeShown = ({ code, number }: ShownCode): void =>
  tell({ type: 'whale:code-shown', code, number });
export const tellCodeHidden = (): void => tell({ type: 'whale:code-hidden' });

/** Listens to the stage and to nobody else; answers how to stop. */
function onStage(type: string, heard: (message: { code?: unknown }) => void): () => void {
  const listen = (event: MessageEvent<unknown>) => {
    if (event.origin !== window.location.origin || event.source !== stage()) return;
    const message = event.data as { type?: unknown; code?: unknown } | null;
    if (message?.type === type) heard(message);
  };
  window.addEventListener('message', listen);
  return () => window.removeEventListener('message', listen);
}

/** The stage holds a code before this phone's camera. */
export function onStageScan(take: (code: string) => void): void {
  onStage('whale:scan', ({ code }) => {
    if (typeof code === 'string') take(code);
  });
}

/** The stage has moved the park's clock or ended a fault: what is shown may be out of date. */
export const onStageChange = (act: () => void): (() => void) => onStage('whale:look-again', act);
