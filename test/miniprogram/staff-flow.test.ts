import { describe, expect, it } from 'vitest';
import { createFlow, type FlowPorts, type Phase, usedJustNow } from '../../miniprogram/features/staff/flow';
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

type Outcomes<Port extends 'preview' | 'confirm'> = Array<Awaited<ReturnType<FlowPorts[Port]>>>;

function clerk(previews: Outcomes<'preview'>, confirms: Outcomes<'confirm'> = []) {
  const felt: string[] = [];
  const asked: string[] = [];
  const flow = createFlow({
    preview: async (code) => {
      asked.push(`preview ${code}`);
      return previews.shift() ?? offline;
    },
    confirm: async (code, storeId, bill) => {
      asked.push(`confirm ${code} ${storeId}${bill === undefined ? '' : ` ${bill}`}`);
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
