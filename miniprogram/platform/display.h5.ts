import type { BarSizes } from './display';

/** A browser keeps its own bars outside the page. */
export const barSizes = (): BarSizes => ({ status: 0, capsule: 0 });
