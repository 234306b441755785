import type { ParkDay } from '@shared/ids';
import { startOfParkDay } from '@shared/park-day';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { books as texts } from '../../../texts/books';
import { DaySheet } from '../../../ui/form/day-sheet';
import { DaySteps } from '../../../ui/form/day-steps';
import { fullDayOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';

interface Props {
  day: ParkDay;
  last: ParkDay;
  change(step: (shown: ParkDay) => ParkDay): void;
}

/** The night whose books are shown; a press on it opens a month. */
export function DayBar({ day, last, change }: Props) {
  const [open, setOpen] = useState(false);
  const said = fullDayOf(startOfParkDay(day), serverNow());
  return (
    <>
      <DaySteps day={day} last={last} change={change}>
        <Press className="books-day figures" label={texts.chooseDay(said)} onPress={() => setOpen(true)}>
          <Icon name="calendar" className="books-day-icon" />
          {said}
        </Press>
      </DaySteps>
      {open && (
        <DaySheet
          chosen={day}
          last={last}
          pick={(picked) => change(() => picked)}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
