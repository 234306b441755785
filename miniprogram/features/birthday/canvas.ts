import Taro from '@tarojs/taro';

export interface DrawingCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
  requestAnimationFrame?(step: () => void): number;
}

/** A canvas of the page, once it is there: on WeChat a moment after the page says so. */
export async function canvasOf(id: string, tries = 20): Promise<DrawingCanvas | null> {
  const found = await new Promise<DrawingCanvas | null>((done) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .node((hit: { node?: unknown } | null) => done((hit?.node as DrawingCanvas | undefined) ?? null))
      .exec();
  });
  if (found || tries === 0) return found;
  await new Promise((later) => setTimeout(later, 50));
  return canvasOf(id, tries - 1);
}
