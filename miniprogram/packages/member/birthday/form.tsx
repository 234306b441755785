import type { MemberView } from '@shared/contract';
import { parkDayOf } from '@shared/park-day';
import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { useProfile } from '../../../features/member/use-profile';
import { birthdayText, lunarDay, lunarMonth, birthdayForm as texts } from '../../../texts/profile';
import { Button } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Tabs } from '../../../ui/tabs';
import { type Draft, daysOf, draftOf, isSame, readDraft } from './draft';
import { Grid } from './grid';

interface Props {
  before: MemberView['birthday'];
  done(): void;
}

/** Calendar, month, day; leap month and year only for who has them. What the calendar allows is judged by the cloud. */
export function Form({ before, done }: Props) {
  const [draft, setDraft] = useState(() => draftOf(before));
  const { busy, trouble, save } = useProfile();
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const lastYear = Number(parkDayOf(serverNow()).slice(0, 4));
  const read = readDraft(draft, lastYear);
  const said = 'birthday' in read ? read.birthday : undefined;
  async function submit(): Promise<void> {
    setAsked(true);
    if (said && (await save({ birthday: said }))) done();
  }
  const wrong = 'wrong' in read ? read.wrong : undefined;
  const note = asked && wrong === 'year' ? texts.yearWrong(lastYear) : trouble;
  const same = before !== null && isSame(draft, draftOf(before));
  const lunar = draft.calendar === 'lunar';
  return (
    <Page
      title={texts.title}
      foot={
        <View>
          {note && <View className="bday-note">{note}</View>}
          <View className="bday-once">{before ? texts.lastTime : texts.once}</View>
          <Button busy={busy} off={wrong === 'day' || same} onPress={submit}>
            {same ? texts.same : wordsOf(draft)}
          </Button>
        </View>
      }
    >
      <View className="bday">
        <View className="bday-hello">
          <View className="bday-words">
            <View className="bday-title">{texts.hello}</View>
            <View className="bday-hint">{texts.hint}</View>
          </View>
          <Picture name="penguin" className="bday-picture" />
        </View>
        <Tabs tabs={texts.calendars} chosen={draft.calendar} choose={(calendar) => set({ calendar })} />
        <Grid
          label={texts.month}
          count={12}
          wide
          name={lunar ? lunarMonth : texts.solarMonth}
          chosen={draft.month}
          choose={(month) => set({ month })}
        />
        <Grid
          label={texts.day}
          count={daysOf(draft)}
          name={lunar ? lunarDay : String}
          chosen={draft.day}
          choose={(day) => set({ day })}
        />
        {lunar && <Leap on={draft.leapMonth} change={(leapMonth) => set({ leapMonth })} />}
        <View className="bday-year">
          <View className="bday-words">{texts.year}</View>
          <View className="bday-box">
            <Input
              className="bday-input figures"
              type="number"
              maxlength={4}
              value={draft.year}
              placeholder={texts.yearHint}
              placeholderClass="bday-placeholder"
              onInput={(event) => set({ year: event.detail.value })}
            />
          </View>
        </View>
      </View>
    </Page>
  );
}

/** The button says the day it saves. */
function wordsOf({ calendar, month, day, leapMonth }: Draft): string {
  if (month === undefined || day === undefined) return texts.choose;
  return texts.save(birthdayText({ calendar, month, day, leapMonth }));
}

const Leap = ({ on, change }: { on: boolean; change(on: boolean): void }) => (
  <View
    {...{ role: 'checkbox', 'aria-checked': on }}
    className={`bday-leap${on ? ' bday-leap-on' : ''}`}
    onClick={() => change(!on)}
  >
    <View>{texts.leap}</View>
    <View className="bday-hint">{texts.leapHint}</View>
  </View>
);
