import type { GroupView } from '@shared/contract';

type Rung = NonNullable<GroupView['ladder']>[number];
type Laddered = Pick<GroupView, 'size' | 'ladder'>;

/** How many are enough: the whole group, or with a ladder its smallest rung. */
export const leastOf = ({ size, ladder = [] }: Laddered): number =>
  Math.min(size, ...ladder.map((rung) => rung.size));

export const rungsOf = ({ ladder = [] }: Pick<Laddered, 'ladder'>): Rung[] =>
  [...ladder].sort((a, b) => a.size - b.size);

/** The rung that so many have reached, and the next one that is cheaper. */
export function rungsAt(group: Pick<Laddered, 'ladder'>, paid: number): { reached?: Rung; next?: Rung } {
  const rungs = rungsOf(group);
  const reached = rungs.filter(({ size }) => size <= paid).at(-1);
  const next = rungs.find(({ size, price }) => size > paid && reached && price < reached.price);
  return { ...(reached && { reached }), ...(next && { next }) };
}

/** The cheapest a group can become. */
export const bestPrice = (price: number, { ladder = [] }: Pick<Laddered, 'ladder'>): number =>
  Math.min(price, ...ladder.map((rung) => rung.price));
