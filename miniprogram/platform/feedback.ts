import Taro from '@tarojs/taro';
import { type AudioLike, buzz, chime, knock } from './tones';

/** Done: one short tap and a rising pair of tones. */
export function feelGood(): void {
  Taro.vibrateShort({ type: 'heavy' }).catch(() => undefined);
  chime(audio());
}

/** Kept for later: twice the same tone, so that nobody takes it for done. */
export function feelKept(): void {
  Taro.vibrateShort({ type: 'light' }).catch(() => undefined);
  knock(audio());
}

/** Not done: a long shake and a low tone, never to be taken for the other. */
export function feelBad(): void {
  Taro.vibrateLong().catch(() => undefined);
  buzz(audio());
}

let context: AudioLike | undefined;
function audio(): AudioLike | undefined {
  try {
    context ??= Taro.createWebAudioContext() as unknown as AudioLike;
  } catch {
    return undefined;
  }
  return context;
}
