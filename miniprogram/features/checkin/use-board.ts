import type { BoardView } from '@shared/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/call';
import { isFault } from '../../api/caller';
import type { Fault, Refused } from '../../api/outcome';
import { groupTicket } from '../../platform/group';
import { storage } from '../../platform/storage';

const KEY = 'board';

export interface Board {
  /** What was last seen, also by an earlier start of the app. */
  value?: BoardView;
  /** `outside`: opened from no group, and none is known from before. */
  trouble?: Fault | Refused | 'outside';
  again(): Promise<void>;
}

/**
 * The board of the group the app was opened from, or else of the group that was seen last. A ticket is another one each
 * time, so its answers are kept under one name instead of one for each question.
 */
export function useBoard(): Board {
  const [known, setKnown] = useState<Omit<Board, 'again'>>(() => {
    const value = storage.get<BoardView>(KEY);
    return value ? { value } : {};
  });
  const ticket = useRef<Promise<string | undefined>>();
  const again = useCallback(async () => {
    ticket.current ??= groupTicket();
    const from = await ticket.current;
    const seen = storage.get<BoardView>(KEY);
    if (from === undefined && !seen) return setKnown({ trouble: 'outside' });
    const answered = await call(
      'campaign',
      'checkin.board',
      from === undefined ? { groupId: seen?.groupId ?? '' } : { groupTicket: from },
    );
    if (answered.ok) {
      storage.set(KEY, answered.value);
      setKnown({ value: answered.value });
    } else {
      // A fault leaves what was seen readable; a refusal means it is nobody's to see here.
      setKnown((before) => ({
        ...(isFault(answered) && before.value ? { value: before.value } : {}),
        trouble: answered as Fault | Refused,
      }));
    }
  }, []);
  useEffect(() => {
    again();
  }, [again]);
  return { ...known, again };
}
