/** What pictures are painted on: as much of a canvas as they use. A picture is 360 wide and 540 high, whatever its canvas. */
export type Ink = CanvasRenderingContext2D;
export const WIDTH = 360;
export const HEIGHT = 540;

/** Fills a closed shape: a start, then cubic curves of three points each. */
export function blob(ink: Ink, fill: string, start: [number, number], curves: number[][]): void {
  ink.fillStyle = fill;
  ink.beginPath();
  ink.moveTo(...start);
  for (const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] of curves) ink.bezierCurveTo(a, b, c, d, x, y);
  ink.closePath();
  ink.fill();
}

export function oval(ink: Ink, fill: string, x: number, y: number, rx: number, ry: number, turn = 0): void {
  ink.save();
  ink.translate(x, y);
  ink.rotate(turn);
  ink.scale(rx, ry);
  ink.fillStyle = fill;
  ink.beginPath();
  ink.arc(0, 0, 1, 0, Math.PI * 2);
  ink.fill();
  ink.restore();
}

/** Draws moved, turned and stretched. */
export function at(ink: Ink, x: number, y: number, turn: number, size: number, draw: () => void): void {
  ink.save();
  ink.translate(x, y);
  ink.rotate(turn);
  ink.scale(size, size);
  draw();
  ink.restore();
}

/** A stripe of water over the whole width, drifting with `t` (seconds). */
export function wave(ink: Ink, fill: string, y: number, high: number, t: number, shift: number): void {
  ink.fillStyle = fill;
  ink.beginPath();
  ink.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += 6) ink.lineTo(x, y + high * Math.sin(x / 46 + shift + t * 0.8));
  ink.lineTo(WIDTH, HEIGHT);
  ink.closePath();
  ink.fill();
}

export function balloon(ink: Ink, fill: string, x: number, y: number, size: number, t: number): void {
  const sway = Math.sin(t * 0.9 + x) * 3;
  at(ink, x + sway, y + Math.sin(t * 0.7 + x) * 5, sway / 40, size, () => {
    ink.strokeStyle = 'rgba(255,255,255,0.65)';
    ink.lineWidth = 1.2;
    ink.beginPath();
    ink.moveTo(0, 30);
    ink.bezierCurveTo(-7, 48, 8, 62, -2, 82);
    ink.stroke();
    oval(ink, fill, 0, 0, 22, 27);
    blob(
      ink,
      fill,
      [-4, 26],
      [
        [-2, 27, 2, 27, 4, 26],
        [6, 33, 2, 32, 0, 32],
        [-2, 32, -6, 33, -4, 26],
      ],
    );
    oval(ink, 'rgba(255,255,255,0.45)', -8, -9, 4.5, 8, 0.45);
  });
}

/** From top to bottom. */
export function sky(ink: Ink, from: string, to: string): void {
  const fade = ink.createLinearGradient(0, 0, 0, HEIGHT);
  fade.addColorStop(0, from);
  fade.addColorStop(1, to);
  ink.fillStyle = fade;
  ink.fillRect(0, 0, WIDTH, HEIGHT);
}
