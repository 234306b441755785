import Taro from '@tarojs/taro';
import { fieldId } from './field';

/** The page's own bar, and a breath. */
const ABOVE = 96;
const DRAWN_MS = 80;

/** Scrolls to a field, as soon as the page that was just asked for is drawn. */
export function showField(name: string): void {
  setTimeout(() => {
    Taro.createSelectorQuery()
      .select(`#${fieldId(name)}`)
      .boundingClientRect()
      .selectViewport()
      .scrollOffset()
      .exec(([field, view]) => {
        if (field && view) Taro.pageScrollTo({ scrollTop: Math.max(0, view.scrollTop + field.top - ABOVE) });
      });
  }, DRAWN_MS);
}
