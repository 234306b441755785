import jsQR from 'jsqr';
import type { FrameLocator, Page } from 'playwright-core';
import { vi } from 'vitest';

/** A phone's screen, on a device of its own or in a frame of the stage. */
export type Screen = Page | FrameLocator;

/** The one thing with this role's name on the screen; what lies on pages below is not seen. */
export const button = (screen: Screen, name: string | RegExp) =>
  screen.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** A text field by what stands in it while it is empty. */
export const field = (screen: Screen, placeholder: string) =>
  screen.getByRole('textbox', { name: placeholder, exact: true });

export const sees = (screen: Screen, text: string | RegExp) =>
  screen.getByText(text).filter({ visible: true }).first().waitFor();

/** From the home screen: joins with a nickname and is back at home as a member. */
export async function join(screen: Screen, nickname: string): Promise<void> {
  await button(screen, '免费加入').click();
  await field(screen, '昵称（选填）').fill(nickname);
  await button(screen, '我已阅读并同意').click();
  await button(screen, '加入').click();
  await sees(screen, '铜卡会员');
}

/** From the home screen: opens an offer. */
export async function openOffer(screen: Screen, title: string): Promise<void> {
  await button(screen, new RegExp(title)).click();
}

/** From an offer: claims it and opens the code. */
export async function claimAndShow(screen: Screen): Promise<void> {
  await button(screen, '领取').click();
  await sees(screen, '已放进卡包');
  await button(screen, '出示券码').click();
  await sees(screen, NUMBER);
}

/** Twelve digits in groups of four. */
export const NUMBER = /^\d{4}\s\d{4}\s\d{4}$/;

/** The number below the code, as somebody reads it out. */
export async function numberOf(screen: Screen): Promise<string> {
  return (await screen.getByText(NUMBER).filter({ visible: true }).textContent()) ?? '';
}

/** What a camera reads from the screen, as soon as the code is drawn. */
export async function codeOn(screen: Screen): Promise<string> {
  const canvas = screen.locator('canvas').filter({ visible: true });
  return vi.waitFor(async () => {
    const code = readCode((await canvas.evaluate(rowsOf)) as string[]);
    if (!code) throw new Error('no camera could read the code on this screen');
    return code;
  }, 10_000);
}

/** The white paper around the code is part of what a camera needs. In device px. */
const PAPER = 32;

/** @param rows a picture, row by row, a character a pixel: # is dark */
function readCode(rows: string[]): string | undefined {
  const side = rows.length + 2 * PAPER;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] === '#')
        pixels.fill(0, ((y + PAPER) * side + x + PAPER) * 4, ((y + PAPER) * side + x + PAPER) * 4 + 3);
    }
  });
  return jsQR(pixels, side, side)?.data;
}

interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray };
  };
}

/** Runs in the page. */
function rowsOf(element: unknown): string[] {
  const canvas = element as Canvas;
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const dark = (pixel: number) => (data[pixel * 4 + 3] ?? 0) > 0 && (data[pixel * 4] ?? 255) < 128;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (dark(y * width + x) ? '#' : ' ')).join(''),
  );
}

/** From the clerk's scan page: gives a code, by its text or its number. */
export async function give(clerk: Screen, code: string): Promise<void> {
  await field(clerk, '0000 0000 0000').fill(code);
  await button(clerk, '查这张券').click();
}

/** From the preview: confirms, and sees green. */
export async function confirm(clerk: Screen): Promise<void> {
  await button(clerk, '确认核销').click();
  await sees(clerk, '核销成功');
}
