/** What is simulated. */
export type Subject = 'coupons' | 'groupbuy';

/** What a soak has done so far. */
export interface Soaked {
  subject: Subject;
  commit: string;
  /** Of each run. */
  operations: number;
  /** Seeds are this one, the next, and so on. */
  first: number;
  passed: number;
  /** Real time of the soak so far. */
  ms: number;
  /** How often what happened, as `World.count` names it. */
  counts: Record<string, number>;
  /** The seed of the run that broke an invariant. */
  broken?: number;
}

/** Rows of a Markdown table of two columns. */
export function tableOf({ subject, commit, operations, first, passed, ms, counts, broken }: Soaked): string {
  const of = (what: string) => counts[what] ?? 0;
  const rows: Row[] = [
    ['simulation', subject],
    ['commit · date', `${commit} · ${new Date().toISOString().slice(0, 10)}`],
    ['runs', passed],
    ['operations', `${passed * operations}, ${operations} a run, by 8 hands and 6 members`],
    ['seeds', passed === 0 ? 'none' : `${first}…${first + passed - 1}`],
    ['hours', (ms / 3_600_000).toFixed(2)],
    ...ROWS[subject](of),
    ['nights', of('night')],
    ['old requests repeated', of('repeated')],
    ['refused', outcomes(counts)],
    ['given up on, outcome unknown', sum(counts, / unknown$/)],
    ['faults injected', named(counts, /^fault (.+)$/)],
    ['power cuts of the whole cloud', of('power cut')],
    ['runs that broke an invariant', broken === undefined ? 0 : `1 (seed ${broken})`],
  ];
  return rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
}

type Row = [name: string, value: string | number];
const ROWS: Record<Subject, (of: (what: string) => number) => Row[]> = {
  coupons: (of) => [
    ['claims answered yes', of('coupon.claim ok')],
    ['bundle offers that came to nothing for want of a part', of('bundle undone for want of a part')],
    [
      'write-offs answered yes, offline scans accepted',
      `${of('redemption.confirm ok')}, ${of('synced accepted')}`,
    ],
    ['undone', of('redemption.undo ok')],
    [
      'gifts given, accepted, taken back',
      ['give', 'accept', 'takeBack'].map((op) => of(`coupon.${op} ok`)).join(', '),
    ],
    ['revoked', of('coupon.revoke ok')],
    ['stock raised, offers stopped', `${of('offer.raiseStock ok')}, ${of('offer.stop ok')}`],
    ['runs that claimed an offer to its last unit', of('claimed to the last unit')],
  ],
  groupbuy: (of) => [
    [
      'groups opened, joined, bought alone',
      all(of, ' ok', 'groupbuy.open', 'groupbuy.join', 'groupbuy.buyAlone'),
    ],
    [
      'payments, of them late, never reported, of another amount',
      all(of, '', 'paid', 'paid: late', 'paid: not reported', 'paid: another amount'),
    ],
    ['groups full', of('group full')],
    ['cancelled, paid back on request', all(of, ' ok', 'order.cancel', 'order.refund')],
    ['coupons given, accepted by a friend', all(of, ' ok', 'coupon.give', 'coupon.accept')],
    ['campaigns extended', of('groupbuy.save ok')],
    ['refunds seen as stuck', of('refunds on the stuck list')],
    ['runs that bought a campaign to its last piece', of('bought to the last piece')],
  ],
};
const all = (of: (what: string) => number, end: string, ...whats: string[]): string =>
  whats.map((what) => of(what + end)).join(', ');

/** Refusals by code, most frequent first. */
const outcomes = (counts: Record<string, number>) =>
  named(counts, /^[a-z]+\.[a-zA-Z]+ (?!ok$|unknown$)(\S+)$/);

function named(counts: Record<string, number>, what: RegExp): string {
  const sums = new Map<string, number>();
  for (const [key, n] of Object.entries(counts)) {
    const name = what.exec(key)?.[1];
    if (name) sums.set(name, (sums.get(name) ?? 0) + n);
  }
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
}

const sum = (counts: Record<string, number>, what: RegExp): number =>
  Object.entries(counts).reduce((total, [key, n]) => total + (what.test(key) ? n : 0), 0);
