import { describe, expect, it } from 'vitest';
import { codeView, couponNamed } from '../../cloudfunctions/domain/coupon/counter.ts';
import { kitOffer } from '../../cloudfunctions/domain/coupon/offline.ts';
import { keysFrom } from '../../cloudfunctions/platform/keys.ts';
import { coupon, offer } from '../domain/given.ts';
import { loadFromWeChatBuild } from './wechat.ts';

const secret = (fill: number) => Buffer.alloc(32, fill).toString('base64url');
const keys = keysFrom((name) => (name === 'SIGNING_KID' ? 'k1' : secret(name.length)));

/** The write-off of the built app on a phone that was at the workbench a minute ago and has no network now. */
function staffPhone() {
  const now = Date.now();
  const storage: Record<string, unknown> = {
    'answer:staff/staff.me {}': {
      role: 'clerk',
      name: '小北',
      stores: [{ storeId: 'north', name: '北门检票' }],
    },
    'offline-kit': {
      keys: [{ kid: 'k1', publicKey: keys.publicKey }],
      offers: [kitOffer(offer(), now)],
      stores: [],
      cap: 5000,
      serverTime: now - 60_000,
    },
  };
  // The module that judges and keeps; the library it calls defines key pairs, it does not.
  const module = loadFromWeChatBuild(
    storage,
    (source) => source.includes('.sign.detached.verify(') && !source.includes('keyPair'),
  );
  const isFlow = (value: unknown): value is { getState(): Flow } => 'getState' in (value as object);
  const flow = Object.values(module).find(isFlow);
  if (!flow) throw new Error('the module exports no flow');
  const shown = couponNamed(coupon({}, { startAt: now - 1000, endAt: now + 86_400_000 }));
  const { code } = codeView(shown, now, keys);
  return { flow, storage, code };
}
interface Flow {
  phase: { at: string; why?: string };
  take(code: string): Promise<void>;
  confirm(storeId: string): Promise<void>;
}

describe('offline at the gate in the WeChat build', () => {
  it('given a code of the cloud, when it is scanned without network, then its signature is good there, and one press keeps the use', async () => {
    const { flow, storage, code } = staffPhone();
    await flow.getState().take(code);
    expect(flow.getState().phase.at).toBe('offline');
    await flow.getState().confirm('north');
    expect(flow.getState().phase.at).toBe('queued');
    expect(storage['offline-scans']).toMatchObject({ scans: [{ couponId: 'cpn_1', storeId: 'north' }] });
    await flow.getState().take(code);
    expect(flow.getState().phase).toMatchObject({ at: 'refused', why: 'already_used' });
  });

  it('given one character of the code changed, then it is not', async () => {
    const { flow, code } = staffPhone();
    const bent = code.replace(/.(?=.{40}$)/, (char) => (char === 'x' ? 'y' : 'x'));
    await flow.getState().take(bent);
    expect(flow.getState().phase).toMatchObject({ at: 'refused', why: 'code_invalid' });
  });
});
