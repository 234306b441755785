import type { CardTemplate } from '@shared/contract';
import { at, balloon, blob, HEIGHT, type Ink, oval, sky, WIDTH, wave } from './ink';

const CORAL = '#f2795c';
const SUN = '#ffd27a';
const MINT = '#8fdcc4';

/** A dolphin that leaps over the waves at sunrise. */
function dolphin(ink: Ink, t: number): void {
  sky(ink, '#0a5c86', '#7fcbe4');
  oval(ink, 'rgba(255,210,122,0.28)', 268, 300, 86, 86);
  oval(ink, SUN, 268, 300, 56, 56);
  wave(ink, '#3f9fc6', 372, 9, t, 0.4);
  at(ink, 172, 318 + Math.sin(t * 1.1) * 6, -0.1 + Math.sin(t * 1.1) * 0.03, 1.12, () => {
    blob(
      ink,
      '#1c6f9c',
      [-104, 44],
      [
        [-90, -30, -10, -72, 62, -34],
        [84, -24, 96, -10, 116, -4],
        [124, 0, 118, 10, 106, 9],
        [86, 12, 60, 18, 34, 18],
        [-20, 18, -66, 24, -92, 58],
        [-96, 56, -102, 50, -104, 44],
      ],
    );
    blob(
      ink,
      '#1c6f9c',
      [-8, -44],
      [
        [-2, -76, -30, -84, -46, -86],
        [-34, -70, -36, -52, -40, -34],
        [-28, -38, -18, -42, -8, -44],
      ],
    );
    blob(
      ink,
      '#155a80',
      [-96, 44],
      [
        [-128, 44, -140, 62, -146, 84],
        [-126, 72, -106, 74, -94, 62],
        [-84, 78, -80, 90, -66, 98],
        [-66, 74, -76, 54, -96, 44],
      ],
    );
    blob(
      ink,
      '#d7eef7',
      [104, 8],
      [
        [70, 14, 20, 26, -46, 32],
        [-8, 6, 52, -4, 104, 8],
      ],
    );
    blob(
      ink,
      '#155a80',
      [26, 12],
      [
        [34, 32, 24, 48, 6, 56],
        [4, 38, 6, 22, 26, 12],
      ],
    );
    oval(ink, '#0b2a3c', 68, -10, 4.4, 4.8);
    oval(ink, '#ffffff', 69.4, -11.6, 1.5, 1.5);
    party(ink, 40, -42, -0.18);
  });
  for (const [x, y, r] of [
    [60, 372, 6],
    [84, 350, 4],
    [46, 346, 3],
    [290, 380, 5],
    [308, 362, 3],
  ] as const)
    oval(ink, 'rgba(255,255,255,0.75)', x, y + Math.sin(t * 1.6 + x) * 4, r, r);
  wave(ink, '#1f82ad', 404, 10, t, 2.1);
  wave(ink, '#0b6791', 446, 8, t, 4);
}

/** A penguin on its floe, with a cake. */
function penguin(ink: Ink, t: number): void {
  sky(ink, '#1b3f74', '#a9d8ec');
  for (let i = 0; i < 22; i++) {
    const y = (i * 67 + t * (10 + (i % 3) * 4)) % 400;
    oval(ink, 'rgba(255,255,255,0.7)', (i * 89) % WIDTH, y, 1.6 + (i % 3), 1.6 + (i % 3));
  }
  blob(
    ink,
    '#cfe8f3',
    [0, 388],
    [
      [60, 320, 110, 330, 150, 372],
      [200, 322, 280, 306, 360, 372],
      [360, 420, 360, 420, 360, 420],
      [200, 430, 100, 430, 0, 420],
    ],
  );
  wave(ink, '#3a8fb8', 424, 6, t, 0);
  blob(
    ink,
    '#f7fcff',
    [58, 432],
    [
      [110, 404, 254, 404, 306, 432],
      [290, 458, 82, 458, 58, 432],
    ],
  );
  at(ink, 178, 340, Math.sin(t * 1.2) * 0.035, 1.2, () => {
    oval(ink, '#f4a63a', -20, 76, 17, 7);
    oval(ink, '#f4a63a', 22, 76, 17, 7);
    const flap = Math.sin(t * 2) * 0.12;
    at(ink, -42, -2, 0.42 + flap, 1, () => oval(ink, '#122f4d', -6, 20, 13, 38));
    at(ink, 44, -2, -0.72 - flap, 1, () => oval(ink, '#122f4d', 6, 20, 13, 38));
    blob(
      ink,
      '#173b5e',
      [0, -92],
      [
        [46, -92, 54, -46, 56, 12],
        [58, 62, 34, 78, 0, 78],
        [-34, 78, -58, 62, -56, 12],
        [-54, -46, -46, -92, 0, -92],
      ],
    );
    blob(
      ink,
      '#fdfefe',
      [0, -58],
      [
        [14, -76, 36, -66, 36, -42],
        [36, -30, 30, -22, 38, 6],
        [46, 48, 28, 72, 0, 72],
        [-28, 72, -46, 48, -38, 6],
        [-30, -22, -36, -30, -36, -42],
        [-36, -66, -14, -76, 0, -58],
      ],
    );
    oval(ink, '#0b2a3c', -15, -48, 4.4, 5.2);
    oval(ink, '#0b2a3c', 15, -48, 4.4, 5.2);
    oval(ink, '#ffffff', -13.4, -50, 1.5, 1.5);
    oval(ink, '#ffffff', 16.6, -50, 1.5, 1.5);
    oval(ink, 'rgba(242,121,92,0.45)', -25, -34, 7, 4.5);
    oval(ink, 'rgba(242,121,92,0.45)', 25, -34, 7, 4.5);
    blob(
      ink,
      '#f4a63a',
      [-9, -38],
      [
        [-4, -44, 4, -44, 9, -38],
        [4, -28, -4, -28, -9, -38],
      ],
    );
    party(ink, 0, -88, 0);
  });
  cake(ink, 276, 402, t);
  wave(ink, '#237aa6', 462, 7, t, 2);
}

/** Three jellyfish that glow in the deep. */
function jellyfish(ink: Ink, t: number): void {
  sky(ink, '#1b1f5c', '#0b6f97');
  for (let i = 0; i < 18; i++) {
    const y = HEIGHT - ((i * 71 + t * (12 + (i % 4) * 3)) % HEIGHT);
    oval(ink, 'rgba(255,255,255,0.22)', (i * 97) % WIDTH, y, 2 + (i % 4), 2 + (i % 4));
  }
  jelly(ink, 78, 372, 0.62, t + 1.4, '#7fd7e6', '#bff1f5');
  jelly(ink, 292, 388, 0.5, t + 2.6, '#ffb48f', '#ffdcc5');
  jelly(ink, 184, 312, 1.2, t, '#b79bf0', '#e2d4ff');
  at(ink, 184, 312 - 66 + Math.sin(t * 1.1) * 8, 0, 1, () => party(ink, 0, -8, 0.12));
  blob(
    ink,
    '#0a3f5e',
    [0, 500],
    [
      [60, 470, 120, 500, 180, 488],
      [240, 470, 300, 506, 360, 482],
      [360, 540, 360, 540, 360, 540],
      [240, 540, 120, 540, 0, 540],
    ],
  );
}

function jelly(ink: Ink, x: number, y: number, size: number, t: number, body: string, light: string): void {
  at(ink, x, y + Math.sin(t * 1.1) * 8, Math.sin(t * 0.6) * 0.05, size, () => {
    ink.lineCap = 'round';
    for (let i = -3; i <= 3; i++) {
      ink.strokeStyle = i % 2 ? body : light;
      ink.globalAlpha = 0.75;
      ink.lineWidth = i % 2 ? 7 : 5;
      const bend = Math.sin(t * 1.5 + i) * 9;
      ink.beginPath();
      ink.moveTo(i * 15, 4);
      ink.bezierCurveTo(i * 15 + bend, 38, i * 13 - bend, 62, i * 14 + bend, 96 - Math.abs(i) * 9);
      ink.stroke();
    }
    ink.globalAlpha = 1;
    oval(ink, 'rgba(255,255,255,0.12)', 0, -14, 84, 76);
    blob(
      ink,
      body,
      [-62, 8],
      [
        [-66, -84, 66, -84, 62, 8],
        [48, 20, 40, 4, 30, 10],
        [20, 20, 10, 4, 0, 10],
        [-10, 20, -20, 4, -30, 10],
        [-40, 4, -48, 20, -62, 8],
      ],
    );
    oval(ink, light, -24, -34, 9, 17, 0.6);
    oval(ink, '#1d1a4d', -14, -14, 4, 4.8);
    oval(ink, '#1d1a4d', 14, -14, 4, 4.8);
    ink.strokeStyle = '#1d1a4d';
    ink.lineWidth = 2.6;
    ink.beginPath();
    ink.arc(0, -10, 7, 0.35, Math.PI - 0.35);
    ink.stroke();
  });
}

/** A hat with a pompom, its brim at the point. */
function party(ink: Ink, x: number, y: number, turn: number): void {
  at(ink, x, y, turn, 1, () => {
    blob(
      ink,
      CORAL,
      [-18, 2],
      [
        [-8, -14, -4, -28, 0, -38],
        [4, -28, 8, -14, 18, 2],
        [8, 7, -8, 7, -18, 2],
      ],
    );
    blob(
      ink,
      SUN,
      [-11, -11],
      [
        [-4, -7, 4, -7, 11, -11],
        [9, -16, 8, -18, 7, -20],
        [2, -17, -2, -17, -7, -20],
        [-8, -18, -9, -16, -11, -11],
      ],
    );
    oval(ink, '#ffffff', 0, -40, 6.5, 6.5);
  });
}

function cake(ink: Ink, x: number, y: number, t: number): void {
  at(ink, x, y, 0, 1, () => {
    oval(ink, 'rgba(11,42,60,0.18)', 0, 26, 40, 8);
    ink.fillStyle = '#ffe3d6';
    ink.fillRect(-32, -12, 64, 36);
    ink.fillStyle = CORAL;
    ink.fillRect(-32, 2, 64, 8);
    blob(
      ink,
      '#ffffff',
      [-34, -12],
      [
        [-34, -24, 34, -24, 34, -12],
        [30, 4, 22, -6, 14, 0],
        [6, 6, -4, -6, -12, 0],
        [-20, 6, -30, 2, -34, -12],
      ],
    );
    for (const [cx, fill] of [
      [-14, '#0b7fab'],
      [4, SUN],
      [20, MINT],
    ] as const) {
      ink.fillStyle = fill;
      ink.fillRect(cx - 2, -38, 4, 20);
      oval(ink, '#ffb347', cx, -43, 3, 5 + Math.sin(t * 5 + cx) * 0.8);
    }
  });
}

const PICTURES: Record<CardTemplate, (ink: Ink, t: number) => void> = { dolphin, penguin, jellyfish };

/** Paints a card's picture at `t` seconds: 360 × 540, the upper part calm for words. */
export function paintPicture(ink: Ink, template: CardTemplate, t: number): void {
  PICTURES[template](ink, t);
  balloon(ink, CORAL, 44, 214, 0.82, t);
  balloon(ink, SUN, 316, 196, 0.92, t + 1);
  balloon(ink, MINT, 286, 236, 0.62, t + 2);
}
