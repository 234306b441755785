import { Canvas, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useId, useState } from 'react';
import { encode } from 'uqr';

interface Props {
  text: string;
  /** Side of the drawn code in px; its quiet border is the white around it. */
  size: number;
}

interface DrawingCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
}

/** A QR code drawn on a canvas, module by module on whole device pixels, so that it stays sharp. */
export function CodeView({ text, size }: Props) {
  const id = `code${useId().replace(/\W/g, '')}`;
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let over = false;
    // On WeChat the canvas exists a moment after the page says it does.
    const draw = async (tries: number): Promise<void> => {
      const canvas = await canvasOf(id);
      if (over) return;
      if (canvas) {
        paint(canvas, text, size);
        setPainted(true);
      } else if (tries > 0) setTimeout(() => draw(tries - 1), 50);
    };
    draw(20);
    return () => {
      over = true;
    };
  }, [id, text, size]);
  const side = { width: `${size}px`, height: `${size}px` };
  return (
    <View className="code-view" style={side}>
      <Canvas type="2d" id={id} canvasId={id} className="code-view-canvas" style={side} />
      {!painted && <CodeBone />}
    </View>
  );
}

/** Stands on the white paper until the code does, in light and dark alike. Its parent gives it its size. */
export const CodeBone = () => <View className="code-view-bone" />;

const canvasOf = (id: string): Promise<DrawingCanvas | null> =>
  new Promise((done) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .node((found: { node?: unknown } | null) => done((found?.node as DrawingCanvas | undefined) ?? null))
      .exec();
  });

function paint(canvas: DrawingCanvas, text: string, size: number): void {
  // At least two device pixels a px: whole modules then fill the square on a coarse screen too.
  const side = Math.round(size * Math.max(2, Taro.getWindowInfo().pixelRatio));
  const { data, size: modules } = encode(text, { ecc: 'L', border: 0 });
  const step = Math.floor(side / modules);
  const margin = Math.floor((side - step * modules) / 2);
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#0b2a3c';
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) context.fillRect(margin + x * step, margin + y * step, step, step);
    });
  });
}
