import { type AudioLike, buzz, chime, knock } from './tones';

/** Done: one short tap and a rising pair of tones. */
export function feelGood(): void {
  navigator.vibrate?.(40);
  chime(audio());
}

/** Kept for later: twice the same tone, so that nobody takes it for done. */
export function feelKept(): void {
  navigator.vibrate?.([40, 120, 40]);
  knock(audio());
}

/** Not done: a long shake and a low tone, never to be taken for the other. */
export function feelBad(): void {
  navigator.vibrate?.([180, 80, 180]);
  buzz(audio());
}

let context: AudioContext | undefined;
/** A browser lets a page sound only after a first touch; before that it stays silent. */
function audio(): AudioLike | undefined {
  context ??= new AudioContext();
  if (context.state !== 'running') {
    context.resume().catch(() => undefined);
    return undefined;
  }
  return context;
}
