import type { PhoneEvent } from '@shared/events';
import { useCallback, useRef, useState } from 'react';
import { call } from './call';
import type { FunctionName, InputOf, OpName, OutcomeOf } from './outcome';
import { track } from './track';

export interface Command<F extends FunctionName, O extends OpName<F>> {
  busy: boolean;
  /** What the last run brought; gone while the next one is on its way. */
  outcome: OutcomeOf<F, O> | undefined;
  run(input: InputOf<F, O>): Promise<OutcomeOf<F, O>>;
}

/** What a person has done on this phone, as soon as the cloud has agreed. */
const EVENTS: Partial<Record<string, PhoneEvent>> = {
  'checkin.sign': 'checkin_done',
  'lottery.guess': 'guess_made',
  'birthday.open': 'card_opened',
};

/** A command of a page. A second press while it runs joins the first; after a fault the same input repeats it. */
export function useCommand<F extends FunctionName, O extends OpName<F>>(fn: F, op: O): Command<F, O> {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<OutcomeOf<F, O>>();
  const running = useRef(0);
  const run = useCallback(
    async (input: InputOf<F, O>) => {
      running.current++;
      setBusy(true);
      setOutcome(undefined);
      const answered = await call(fn, op, input);
      const event = EVENTS[op];
      if (answered.ok && event) track(event);
      running.current--;
      setBusy(running.current > 0);
      setOutcome(() => answered);
      return answered;
    },
    [fn, op],
  );
  return { busy, outcome, run };
}
