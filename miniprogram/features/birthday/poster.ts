import type { CardView } from '@shared/contract';
import { loadPicture, pictureOf } from '../../platform/album';
import { birthday } from '../../texts/birthday';
import type { DrawingCanvas } from './canvas';
import { HEIGHT, type Ink, WIDTH } from './ink';
import { paintPicture } from './pictures';

/** 1080 × 1620: three device pixels to each of the picture's. */
export const POSTER = { width: 1080, height: 1620 };
const SCALE = POSTER.width / WIDTH;

/** Paints the poster and answers the picture as the phone keeps it. */
export async function paintPoster(
  canvas: DrawingCanvas,
  card: Pick<CardView, 'template' | 'name' | 'greeting'>,
  code: { type: string; base64: string },
): Promise<string> {
  const picture = await loadPicture(canvas, code.type, code.base64);
  canvas.width = POSTER.width;
  canvas.height = POSTER.height;
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas to paint on');
  ink.scale(SCALE, SCALE);
  paintPicture(ink, card.template, 1.2);
  words(ink, card);
  foot(ink, picture);
  return pictureOf(canvas, POSTER.width, POSTER.height);
}

const font = (size: number, weight = 400): string =>
  `${weight} ${size}px -apple-system, "PingFang SC", sans-serif`;

function words(ink: Ink, { name, greeting }: Pick<CardView, 'name' | 'greeting'>): void {
  ink.textAlign = 'center';
  ink.fillStyle = '#ffffff';
  ink.shadowColor = 'rgba(8,40,66,0.55)';
  ink.shadowBlur = 14;
  ink.font = font(32, 700);
  ink.fillText(birthday.happy, WIDTH / 2, 66);
  if (name) {
    ink.font = font(24, 600);
    ink.fillText(fitted(ink, name, WIDTH - 64), WIDTH / 2, 102);
  }
  ink.font = font(15);
  lines(ink, greeting, WIDTH - 72).forEach((line, i) => {
    ink.fillText(line, WIDTH / 2, 134 + i * 23);
  });
  ink.shadowBlur = 0;
}

function foot(ink: Ink, code: CanvasImageSource): void {
  ink.fillStyle = 'rgba(255,255,255,0.95)';
  ink.fillRect(0, HEIGHT - 86, WIDTH, 86);
  ink.drawImage(code, WIDTH - 84, HEIGHT - 79, 72, 72);
  ink.textAlign = 'left';
  ink.fillStyle = '#0b2a3c';
  ink.font = font(15, 600);
  ink.fillText(birthday.park, 20, HEIGHT - 48);
  ink.fillStyle = '#4a6575';
  ink.font = font(13);
  ink.fillText(birthday.scan, 20, HEIGHT - 24);
}

/** A text in lines that fit; Chinese breaks anywhere, but no line begins with a stop. */
export function lines(ink: Pick<Ink, 'measureText'>, text: string, width: number): string[] {
  const out: string[] = [];
  let line = '';
  for (const c of text) {
    const full = ink.measureText(line + c).width > width;
    if (full && !/[，。！？、；：]/.test(c)) {
      out.push(line);
      line = c;
    } else line += c;
  }
  return line ? [...out, line] : out;
}

function fitted(ink: Ink, text: string, width: number): string {
  let cut = text;
  while (cut.length > 1 && ink.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1);
  return cut === text ? text : `${cut}…`;
}
