/** A cell: a number gets its ratio to the first row beside it, text stands for itself. */
type Cell = number | string;
export type Row = [name: string, ...cells: Cell[]];

/** Prints a Markdown table; numbers are followed by their ratio to the same column of the first row. */
export function printTable(title: string, columns: string[], rows: Row[]): void {
  const [first] = rows;
  const lines = rows.map(([name, ...cells]) => [
    name,
    ...cells.map((cell, i) => shown(cell, first?.[i + 1])),
  ]);
  console.log(`\n### ${title}\n`);
  console.log(line(columns));
  console.log(line(columns.map((_, i) => (i === 0 ? '---' : '--:'))));
  for (const cells of lines) console.log(line(cells));
}

function shown(cell: Cell, base: Cell | undefined): string {
  if (typeof cell === 'string') return cell;
  const ratio = typeof base === 'number' && base !== 0 ? ` · ×${short(cell / base)}` : '';
  return `${short(cell)}${ratio}`;
}

/** Three digits that matter; thousands as they are. */
function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
