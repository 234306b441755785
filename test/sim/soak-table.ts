/** What a soak has done so far. */
export interface Soaked {
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
export function tableOf({ commit, operations, first, passed, ms, counts, broken }: Soaked): string {
  const of = (what: string) => counts[what] ?? 0;
  const ok = (op: string) => of(`${op} ok`);
  const rows: Array<[string, string | number]> = [
    ['commit · date', `${commit} · ${new Date().toISOString().slice(0, 10)}`],
    ['runs', passed],
    ['operations', `${passed * operations}, ${operations} a run, by 8 hands and 6 members`],
    ['seeds', passed === 0 ? 'none' : `${first}…${first + passed - 1}`],
    ['hours', (ms / 3_600_000).toFixed(2)],
    ['claims answered yes', ok('coupon.claim')],
    ['bundle offers that came to nothing for want of a part', of('bundle undone for want of a part')],
    [
      'write-offs answered yes, offline scans accepted',
      `${ok('redemption.confirm')}, ${of('synced accepted')}`,
    ],
    ['undone', ok('redemption.undo')],
    [
      'gifts given, accepted, taken back',
      ['give', 'accept', 'takeBack'].map((op) => ok(`coupon.${op}`)).join(', '),
    ],
    ['revoked', ok('coupon.revoke')],
    ['stock raised, offers stopped', `${ok('offer.raiseStock')}, ${ok('offer.stop')}`],
    ['nights', of('night')],
    ['old requests repeated', of('repeated')],
    ['refused', outcomes(counts)],
    ['given up on, outcome unknown', sum(counts, / unknown$/)],
    ['faults injected', named(counts, /^fault (.+)$/)],
    ['power cuts of the whole cloud', of('power cut')],
    ['runs that claimed an offer to its last unit', of('claimed to the last unit')],
    ['runs that broke an invariant', broken === undefined ? 0 : `1 (seed ${broken})`],
  ];
  return rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
}

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
