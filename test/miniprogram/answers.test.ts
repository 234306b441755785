import type { MeView } from '@shared/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { assume, knownOf, refresh, useAnswers } from '../../miniprogram/api/answers';

type Outcome = { ok: true; value: unknown } | { ok: false; fault: 'offline' };

const cloud = vi.hoisted(() => ({ answers: [] as Array<Promise<unknown>> }));
vi.mock('../../miniprogram/api/call', () => ({ call: () => cloud.answers.shift() }));
vi.mock('../../miniprogram/platform/storage', async () => {
  const { memoryStorage } = await import('./memory-storage');
  return { storage: memoryStorage() };
});

const me = (points: number): MeView => ({
  member: null,
  tier: null,
  standing: null,
  points,
  nextBirthday: null,
  pass: null,
  lottery: { claim: null, result: null },
  consent: {
    current: '1',
    agreed: null,
    scopes: { profiling: false, marketing: false, groupBoard: false },
  },
  unread: 0,
  messages: {},
});
const ask = () => refresh('member', 'member.me', {});
const known = () => knownOf('member', 'member.me', {});

/** The next question is answered when the test says so. */
function held(): (outcome: Outcome) => void {
  let answer: (outcome: Outcome) => void = () => undefined;
  cloud.answers.push(
    new Promise<Outcome>((done) => {
      answer = done;
    }),
  );
  return answer;
}
const answerWith = (outcome: Outcome) => cloud.answers.push(Promise.resolve(outcome));

beforeEach(async () => {
  cloud.answers = [];
  useAnswers.setState({ known: {} });
  answerWith({ ok: true, value: me(1) });
  await ask();
});

describe('what the phone knows', () => {
  it('given a good answer and then no network, then what was seen stays and the trouble is told', async () => {
    answerWith({ ok: false, fault: 'offline' });
    await ask();
    expect(known()).toMatchObject({ value: me(1), trouble: { fault: 'offline' }, asking: false });
  });

  it('given the app starts again without network, then the last good answer is still there', () => {
    useAnswers.setState({ known: {} });
    expect(known().value).toEqual(me(1));
  });

  it('given two questions, when the older answer comes last, then the younger stands', async () => {
    const older = held();
    const younger = held();
    const both = [ask(), ask()];
    younger({ ok: true, value: me(3) });
    older({ ok: true, value: me(2) });
    await Promise.all(both);
    expect(known().value?.points).toBe(3);
  });

  it('given a change shown at once, when the cloud refuses, then it is taken back', () => {
    const takeBack = assume('member', 'member.me', {}, (draft) => {
      draft.points = 9;
    });
    expect(known().value?.points).toBe(9);
    takeBack();
    expect(known().value?.points).toBe(1);
  });

  it('given a change shown at once, when an answer asked for before it comes late, then the change stands', async () => {
    const late = held();
    const asking = ask();
    assume('member', 'member.me', {}, (draft) => {
      draft.points = 9;
    });
    late({ ok: true, value: me(1) });
    await asking;
    expect(known().value?.points).toBe(9);
  });

  it('given newer news than the change, when it is taken back, then the news stand', async () => {
    const takeBack = assume('member', 'member.me', {}, (draft) => {
      draft.points = 9;
    });
    answerWith({ ok: true, value: me(20) });
    await ask();
    takeBack();
    expect(known().value?.points).toBe(20);
  });

  it('about other people are not left behind on the phone: a restart knows nothing of them', async () => {
    answerWith({ ok: true, value: { items: [] } });
    await refresh('admin', 'audit.list', {});
    expect(knownOf('admin', 'audit.list', {}).value).toEqual({ items: [] });
    useAnswers.setState({ known: {} });
    expect(knownOf('admin', 'audit.list', {}).value).toBeUndefined();
    expect(known().value?.points).toBe(1);
  });
});
