import type { Guess, RoundView } from '@shared/contract';
import { View } from '@tarojs/components';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { answersTo } from '../../../features/lottery/said';
import { useMe } from '../../../features/member/use-me';
import { lottery as texts } from '../../../texts/lottery';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { troubleText } from '../../../ui/states';

interface Props {
  round: RoundView;
  open: boolean;
  again(): Promise<unknown>;
}

/** What can be answered, as large as there is room for; pressed is guessed, and pressed again is changed. */
export function Answers({ round, open, again }: Props) {
  const { roundId, rules, mine, eligible } = round;
  const me = useMe();
  const { busy, outcome, run } = useCommand('campaign', 'lottery.guess');
  const trouble = troubleOf(outcome);
  const guest = me.value?.member === null;
  const able = open && !guest && eligible !== false;
  async function guess(answer: Guess): Promise<void> {
    if (!able || answer === mine?.answer) return;
    await run({ roundId, answer });
    await again();
  }
  return (
    <View>
      <View className="answers" {...{ role: 'radiogroup' }}>
        {answersTo(rules.question).map((answer) => {
          const on = mine?.answer === answer;
          return (
            <View key={answer} className="answers-one">
              <Press
                className={`answer${on ? ' answer-on' : ''}${able ? '' : ' answer-off'}`}
                onPress={() => void guess(answer)}
              >
                <View>{texts.guesses[answer]}</View>
                {on && <Icon name="check" className="answer-icon" />}
              </Press>
            </View>
          );
        })}
      </View>
      {trouble && (
        <View className="answers-trouble">{isFault(trouble) ? texts.sure : troubleText(trouble)}</View>
      )}
      {open && !trouble && able && (
        <View className="answers-hint">
          {busy || !mine ? texts.choose : texts.chosen(texts.guesses[mine.answer])}
        </View>
      )}
      {open && !guest && eligible === false && <View className="answers-hint">{texts.notEligible}</View>}
      {open && guest && <Button onPress={go.join}>{texts.joinFirst}</Button>}
      {!open && round.status === 'open' && <View className="answers-hint">{texts.closed}</View>}
    </View>
  );
}
