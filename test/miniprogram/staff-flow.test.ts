import { describe, expect, it } from 'vitest';
import {
  createFlow,
  type FlowPorts,
  type OfflineCounter,
  type Phase,
} from '../../miniprogram/features/staff/flow';
import { usedAfter, usualOf } from '../../miniprogram/features/staff/looked-up';
import type { GoodCode } from '../../miniprogram/features/staff/offline/judge';
import type { OfflineScan } from '../../miniprogram/features/staff/offline/scans';
import { usedJustNow } from '../../miniprogram/features/staff/used-just-now';
import type { ConfirmView, PreviewView } from '../../shared-types/contract';
import type { Fen, StoreId } from '../../shared-types/ids';

const STORE = 'dolphin' as StoreId;
const good: PreviewView = {
  kind: 'exchange',
  title: '喂奶鱼券',
  owner: '米*',
  valid: true,
  usesLeft: 1,
  validTo: 9e12,
  stores: 'all',
};
const done = { redemptionId: 'red_1', at: 1, usesLeft: 0 } as ConfirmView;
const offline = { ok: false, fault: 'offline' } as const;

/** A phone that can decide nothing by itself. */
const helpless: OfflineCounter = {
  isCut: () => false,
  judge: () => ({ ok: false, needs: 'no_kit' }),
  sentAs: () => undefined,
  keep: () => 'full',
};

type Outcomes<Port extends 'preview' | 'confirm'> = Array<Awaited<ReturnType<FlowPorts[Port]>>>;

function clerk(
  previews: Outcomes<'preview'>,
  confirms: Outcomes<'confirm'> = [],
  alone: OfflineCounter = helpless,
  usual?: string,
) {
  const felt: string[] = [];
  const asked: string[] = [];
  const flow = createFlow({
    preview: async (code) => {
      asked.push(`preview ${code}`);
      return previews.shift() ?? offline;
    },
    offline: alone,
    now: () => 1_000_000,
    feelKept: () => felt.push('kept'),
    usualBenefit: () => usual,
    confirm: async (code, { storeId, bill, benefitId }) => {
      asked.push(['confirm', code, storeId, bill, benefitId].filter((part) => part !== undefined).join(' '));
      return confirms.shift() ?? offline;
    },
    feelGood: () => felt.push('good'),
    feelBad: () => felt.push('bad'),
  });
  return { flow: flow.getState, at: (): Phase['at'] => flow.getState().phase.at, felt, asked };
}

describe('a write-off on the staff phone', () => {
  it('given a good code, when confirmed, then the result is green and feels so', async () => {
    const { flow, at, felt, asked } = clerk([{ ok: true, value: good }], [{ ok: true, value: done }]);
    await flow().take('A1.x');
    expect(at()).toBe('preview');
    await flow().confirm(STORE);
    expect(at()).toBe('done');
    expect(asked).toEqual(['preview A1.x', 'confirm A1.x dolphin']);
    expect(felt).toEqual(['good']);
  });

  it('given a coupon that is used already, then the preview alone is red and says when and where', async () => {
    const lastUse = { at: 5, store: { storeId: STORE, name: '海豚剧场' } };
    const { flow, felt } = clerk([
      { ok: true, value: { ...good, valid: false, why: 'already_used', lastUse } },
    ]);
    await flow().take('A1.x');
    expect(flow().phase).toMatchObject({
      at: 'refused',
      why: 'already_used',
      detail: lastUse,
      title: '喂奶鱼券',
    });
    expect(felt).toEqual(['bad']);
  });

  it('given another clerk was quicker, when confirmed, then the refusal fills the screen', async () => {
    const refusal = { code: 'already_used', message: '', detail: { at: 7 } } as const;
    const { flow } = clerk([{ ok: true, value: good }], [{ ok: false, refusal }]);
    await flow().take('A1.x');
    await flow().confirm(STORE);
    expect(flow().phase).toMatchObject({
      at: 'refused',
      why: 'already_used',
      detail: { at: 7 },
      title: '喂奶鱼券',
    });
  });

  it('given the answer of a confirm was lost, when tried again, then the same confirm is sent and the end is known', async () => {
    const { flow, at, asked } = clerk([{ ok: true, value: good }], [offline, { ok: true, value: done }]);
    await flow().take('A1.x');
    await flow().confirm(STORE);
    expect(at()).toBe('unsure');
    await flow().again();
    expect(at()).toBe('done');
    expect(asked.slice(1)).toEqual(['confirm A1.x dolphin', 'confirm A1.x dolphin']);
  });

  it('given a younger scan, when the older answer comes late, then it is not shown', async () => {
    let late: (outcome: Outcomes<'preview'>[number]) => void = () => undefined;
    const slow = new Promise<Outcomes<'preview'>[number]>((resolve) => {
      late = resolve;
    });
    const store = createFlow({
      preview: (code) =>
        code === 'old' ? slow : Promise.resolve({ ok: true, value: { ...good, title: '新' } }),
      confirm: async () => offline,
      usualBenefit: () => undefined,
      offline: helpless,
      now: () => 0,
      feelKept: () => undefined,
      feelGood: () => undefined,
      feelBad: () => undefined,
    });
    const older = store.getState().take('old');
    await store.getState().take('new');
    late({ ok: true, value: { ...good, title: '旧' } });
    await older;
    expect(store.getState().phase).toMatchObject({ at: 'preview', code: 'new', preview: { title: '新' } });
  });

  it('given nothing is being previewed, then a confirm does nothing', async () => {
    const { flow, asked } = clerk([]);
    await flow().confirm(STORE);
    expect(asked).toEqual([]);
  });

  it.each(['bill_required', 'below_threshold'] as const)(
    'given %s, then the coupon stays on the screen and another bill can be entered',
    async (code) => {
      const refusal = { code, message: '', detail: { threshold: 8800 } };
      const { flow, felt, asked } = clerk(
        [{ ok: true, value: good }],
        [
          { ok: false, refusal },
          { ok: true, value: { ...done, off: 3000 as Fen } },
        ],
      );
      await flow().take('A1.x');
      await flow().confirm(STORE);
      expect(flow().phase).toMatchObject({ at: 'preview', note: refusal });
      expect(felt).toEqual(['bad']);
      await flow().confirm(STORE, 9000 as Fen);
      expect(flow().phase).toMatchObject({ at: 'done', value: { off: 3000 } });
      expect(asked.slice(1)).toEqual(['confirm A1.x dolphin', 'confirm A1.x dolphin 9000']);
    },
  );

  it('given the answer with a bill was lost, when tried again, then the same bill is sent', async () => {
    const { flow, asked } = clerk([{ ok: true, value: good }], [offline, { ok: true, value: done }]);
    await flow().take('A1.x');
    await flow().confirm(STORE, 9000 as Fen);
    await flow().again();
    expect(asked.slice(1)).toEqual(['confirm A1.x dolphin 9000', 'confirm A1.x dolphin 9000']);
  });
});

describe('a write-off without network', () => {
  const found = {
    ok: true,
    title: '喂奶鱼券',
    code: { step: 1 },
    offer: { title: '喂奶鱼券', kind: 'cash' },
    usesLeft: 1,
    scannedAt: 1_000_000,
  } as GoodCode;
  const scan = { nonce: 'n1', title: '喂奶鱼券' } as OfflineScan;
  const cut = (over: Partial<OfflineCounter> = {}): OfflineCounter => ({
    isCut: () => true,
    judge: () => found,
    sentAs: () => undefined,
    keep: () => scan,
    ...over,
  });

  it('given the phone knows that it is cut off, when a code is scanned, then it judges at once, and one press keeps the use', async () => {
    const { flow, at, felt, asked } = clerk([], [], cut());
    await flow().take('A1.x');
    expect(flow().phase).toMatchObject({ at: 'offline', good: found });
    await flow().confirm(STORE);
    expect(at()).toBe('queued');
    expect(asked).toEqual([]);
    expect(felt).toEqual(['kept']);
  });

  it('given the look-up finds no network, then the phone judges as of the scan', async () => {
    const seen: unknown[] = [];
    const judge = (text: string, scannedAt: number) => {
      seen.push([text, scannedAt]);
      return found;
    };
    const { flow, at } = clerk([offline], [], cut({ isCut: () => false, judge }));
    await flow().take('A1.x');
    expect(at()).toBe('offline');
    expect(seen).toEqual([['A1.x', 1_000_000]]);
  });

  it('given the cloud failed instead, then the phone does not go on alone', async () => {
    const { flow, at } = clerk([{ ok: false, fault: 'internal' }], [], cut({ isCut: () => false }));
    await flow().take('A1.x');
    expect(at()).toBe('unsure');
  });

  it('given the phone finds it bad, then it is red in the words of the cloud; given it cannot say, then amber, and asking again goes to the cloud', async () => {
    const used = { ok: false, bad: 'already_used', detail: { at: 5 }, title: '喂奶鱼券' } as const;
    const first = clerk([], [], cut({ judge: () => used }));
    await first.flow().take('A1.x');
    expect(first.flow().phase).toMatchObject({
      at: 'refused',
      why: 'already_used',
      detail: { at: 5 },
      alone: true,
    });
    const second = clerk(
      [{ ok: true, value: good }],
      [],
      cut({ judge: () => ({ ok: false, needs: 'over_cap' }) }),
    );
    await second.flow().take('A1.x');
    expect(second.flow().phase).toMatchObject({ at: 'needsNetwork', why: 'over_cap' });
    await second.flow().again();
    expect(second.at()).toBe('preview');
  });

  it('given the network goes between looking and confirming, then the use is kept under the id of that confirm', async () => {
    const kept: unknown[] = [];
    const alone = cut({
      isCut: () => false,
      sentAs: (text, place) => `${text} ${place.storeId} ${place.bill}`,
      keep: (...args) => {
        kept.push(args[3]);
        return scan;
      },
    });
    const { flow, at } = clerk([{ ok: true, value: good }], [offline], alone);
    await flow().take('A1.x');
    await flow().confirm(STORE, 500 as Fen);
    expect(at()).toBe('offline');
    await flow().confirm(STORE, 500 as Fen);
    expect(at()).toBe('queued');
    expect(kept).toEqual(['A1.x dolphin 500']);
  });

  it('given the bill does not do, then the coupon stays with a note; given this phone can hold no more, then it says so', async () => {
    const short = { ok: false, bad: 'below_threshold', detail: { threshold: 8800 } } as const;
    const answers = [short, 'full'] as const;
    let asked = 0;
    const { flow, felt } = clerk([], [], cut({ keep: () => answers[asked++] ?? 'full' }));
    await flow().take('A1.x');
    await flow().confirm(STORE, 100 as Fen);
    expect(flow().phase).toMatchObject({ at: 'offline', note: { code: 'below_threshold' } });
    await flow().confirm(STORE, 9000 as Fen);
    expect(flow().phase).toMatchObject({ at: 'needsNetwork', why: 'full' });
    expect(felt).toEqual(['bad', 'bad']);
  });
});

describe('a pass on the staff phone', () => {
  type Benefits = NonNullable<PreviewView['benefits']>;
  const benefit = (benefitId: string, name: string, why?: string) =>
    ({
      benefitId,
      name,
      left: why ? 0 : 1,
      nextResetAt: 9,
      stores: 'all',
      valid: !why,
      ...(why && { why }),
    }) as Benefits[number];
  const lastUse = { at: 5, store: { storeId: STORE, name: '北门检票' } };
  const passOf = (entry?: string, parking?: string): PreviewView => ({
    ...good,
    kind: 'pass',
    title: '家庭年卡',
    holder: { name: '乐乐' } as NonNullable<PreviewView['holder']>,
    benefits: [benefit('entry', '入园', entry), benefit('parking', '停车', parking)],
    valid: !entry,
    ...(entry ? { why: entry, lastUse } : {}),
  });
  const looks = (value: PreviewView, usual?: string) =>
    clerk([{ ok: true, value }], [{ ok: true, value: done }], helpless, usual);

  it('given a plain scan, when confirmed, then it is entry, which is not named', async () => {
    const { flow, asked } = looks(passOf());
    await flow().take('A1.p');
    expect(flow().phase).toMatchObject({ at: 'preview', benefitId: 'entry' });
    await flow().confirm(STORE);
    expect(asked[1]).toBe('confirm A1.p dolphin');
    expect(flow().phase).toMatchObject({ at: 'done', benefitId: 'entry' });
  });

  it('given another benefit is chosen, when confirmed, then that one is used', async () => {
    const { flow, asked } = looks(passOf());
    await flow().take('A1.p');
    flow().choose('parking');
    await flow().confirm(STORE);
    expect(asked[1]).toBe('confirm A1.p dolphin parking');
  });

  it('given the holder is in already, then it is red at once, and the other benefits are one press away', async () => {
    const { flow, felt, asked } = looks(passOf('benefit_used_up'));
    await flow().take('A1.p');
    expect(flow().phase).toMatchObject({
      at: 'refused',
      why: 'benefit_used_up',
      title: '入园 · 乐乐',
      detail: { benefitId: 'entry', nextResetAt: 9, ...lastUse },
    });
    expect(felt).toEqual(['bad']);
    flow().others();
    await flow().confirm(STORE);
    expect(flow().phase).toMatchObject({ at: 'preview' });
    flow().choose('parking');
    await flow().confirm(STORE);
    expect(asked.slice(1)).toEqual(['confirm A1.p dolphin parking']);
  });

  it('given nothing can be used, then there is nothing to go on to', async () => {
    const { flow } = looks(passOf('pass_frozen', 'pass_frozen'));
    await flow().take('A1.p');
    expect(flow().phase).toMatchObject({ at: 'refused', why: 'pass_frozen' });
    flow().others();
    expect(flow().phase.at).toBe('refused');
  });

  it('given a counter about parking, then it begins with that, and is red by that alone', async () => {
    const { flow } = looks(passOf('benefit_used_up'), 'parking');
    await flow().take('A1.p');
    expect(flow().phase).toMatchObject({ at: 'preview', benefitId: 'parking' });
    const full = looks(passOf(undefined, 'benefit_used_up'), 'parking');
    await full.flow().take('A1.p');
    expect(full.flow().phase).toMatchObject({ at: 'refused', title: '停车 · 乐乐' });
  });

  it('given the network goes while another benefit than entry is confirmed, then the phone does not go on alone', async () => {
    const alone: OfflineCounter = { ...helpless, judge: () => ({ ok: true, title: '入园' }) as GoodCode };
    const { flow } = clerk([{ ok: true, value: passOf() }], [offline], alone);
    await flow().take('A1.p');
    flow().choose('parking');
    await flow().confirm(STORE);
    expect(flow().phase).toMatchObject({ at: 'unsure', again: { place: { benefitId: 'parking' } } });
  });

  it('one other use is no habit, two are, and entry ends it', () => {
    const habit = (...ids: string[]) => usualOf(ids.reduce<string[]>(usedAfter, []));
    expect(habit()).toBeUndefined();
    expect(habit('parking')).toBeUndefined();
    expect(habit('parking', 'parking')).toBe('parking');
    expect(habit('parking', 'parking', 'entry')).toBeUndefined();
    expect(habit('parking', 'entry', 'parking')).toBeUndefined();
  });
});

describe('a second use', () => {
  const lastUse = { at: 1_000_000, store: { storeId: STORE, name: '海豚剧场' } };
  it.each([
    ['within a minute', { ...good, lastUse }, 1_020_500, 20],
    ['a minute later', { ...good, lastUse }, 1_060_000, null],
    ['by a clock that is behind', { ...good, lastUse }, 999_000, 0],
    ['that is none', good, 1_000_000, null],
    ['that is refused anyway', { ...good, valid: false, lastUse }, 1_000_000, null],
  ])('%s is asked about or not', (_when, preview, now, ago) => {
    expect(usedJustNow(preview, now)).toBe(ago);
  });
});
