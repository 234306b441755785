import { describe, expect, it } from 'vitest';
import { createFlow, type FlowPorts, type Phase } from '../../miniprogram/features/staff/flow';
import type { ConfirmView, PreviewView } from '../../shared-types/contract';
import type { StoreId } from '../../shared-types/ids';

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
    confirm: async (code, storeId) => {
      asked.push(`confirm ${code} ${storeId}`);
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
});
