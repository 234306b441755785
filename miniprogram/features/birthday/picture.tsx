import type { CardTemplate } from '@shared/contract';
import { Canvas, View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useId, useRef } from 'react';
import { wantsStillness } from '../../platform/motion';
import { canvasOf } from './canvas';
import { HEIGHT, WIDTH } from './ink';
import { paintPicture } from './pictures';

/** Frames a second: gentle movement needs no more, and a phone stays cool. */
const FRAME_MS = 1000 / 24;

/** The moving picture of a card, as wide as its place; it stands still where that is asked for, and while hidden. */
export function CardPicture({ template, still = false }: { template: CardTemplate; still?: boolean }) {
  const id = `card${useId().replace(/\W/g, '')}`;
  const hidden = useRef(false);
  useDidHide(() => {
    hidden.current = true;
  });
  useDidShow(() => {
    hidden.current = false;
  });
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const start = async () => {
      const canvas = await canvasOf(id);
      const ink = canvas?.getContext('2d');
      if (!canvas || !ink || over) return;
      const sharp = Math.min(2, Taro.getWindowInfo().pixelRatio);
      canvas.width = WIDTH * sharp;
      canvas.height = HEIGHT * sharp;
      ink.scale(sharp, sharp);
      let t = 0;
      paintPicture(ink, template, t);
      if (still || wantsStillness()) return;
      timer = setInterval(() => {
        if (hidden.current) return;
        t += FRAME_MS / 1000;
        paintPicture(ink, template, t);
      }, FRAME_MS);
    };
    start();
    return () => {
      over = true;
      if (timer) clearInterval(timer);
    };
  }, [id, template, still]);
  return (
    <View className="bcard-place">
      <Canvas type="2d" id={id} canvasId={id} className="bcard-canvas" />
    </View>
  );
}
