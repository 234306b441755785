import { View } from '@tarojs/components';
import { serverNow } from '../../../api/call';
import type { Phase } from '../../../features/staff/flow';
import { ENTRY, passTitle } from '../../../features/staff/looked-up';
import { waiting } from '../../../features/staff/offline/scans';
import { useScans } from '../../../features/staff/offline/use-queue';
import { hasScanner } from '../../../platform/scan';
import { offline } from '../../../texts/offline';
import { refusalText } from '../../../texts/refusals';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';
import { clockOf, yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon, type IconName } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { troubleText } from '../../../ui/states';

type PhaseAt<At extends Phase['at']> = Extract<Phase, { at: At }>;

interface FrameProps {
  colour: 'ok' | 'bad' | 'wait' | 'kept';
  icon: IconName;
  /** One word that can be read from an arm's length. */
  word: string;
  /** What the clerk has to do next, as large as the word: take this off the bill. */
  figure?: string;
  lines: Array<string | undefined>;
  way: { text: string; go(): void };
  other?: { text: string; go(): void };
}

/** The result fills the screen; the next step is one tap away, where the thumb is. */
const Frame = ({
  colour,
  icon,
  word,
  figure,
  lines,
  way,
  other = { text: staff.bench, go: go.back },
}: FrameProps) => (
  <View className={`result result-${colour}`}>
    <Page
      look="deep"
      back={false}
      foot={
        <View className="result-foot">
          <Button look="onDeep" size="thumb" onPress={way.go}>
            {way.text}
          </Button>
          <Button look="onDeep" onPress={other.go}>
            {other.text}
          </Button>
        </View>
      }
    >
      <View className="result-body">
        <Icon name={icon} className="result-icon" />
        <View className="result-word">{word}</View>
        {figure && <View className="result-figure figures">{figure}</View>}
        {lines
          .filter((line) => line !== undefined)
          .map((line) => (
            <View className="result-line figures" key={line}>
              {line}
            </View>
          ))}
      </View>
    </Page>
  </View>
);

const nextWord = hasScanner ? staff.next : staff.nextTyped;

export const Done = ({ phase, next }: { phase: PhaseAt<'done'>; next(): void }) => {
  const { preview, benefitId, value } = phase;
  const who = preview.holder ? preview.title : preview.owner;
  return (
    <Frame
      colour="ok"
      icon="check"
      word={staff.done}
      {...(value.off === undefined ? {} : { figure: staff.off(yuanOf(value.off)) })}
      lines={[
        preview.holder ? passTitle(preview, benefitId) : preview.title,
        `${clockOf(value.at)} · ${who}`,
        value.usesLeft > 0 ? staff.noteUses(value.usesLeft) : undefined,
      ]}
      way={{ text: nextWord, go: next }}
    />
  );
};

interface RefusedProps {
  phase: PhaseAt<'refused'>;
  /** To what else a pass is good for. */
  others(): void;
  next(): void;
}

export const RefusedResult = ({ phase, others, next }: RefusedProps) => (
  <Frame
    colour="bad"
    icon="cross"
    word={wordOf(phase)}
    lines={[
      phase.title,
      refusalText({ code: phase.why, detail: phase.detail }, serverNow()),
      phase.alone ? offline.alone : undefined,
    ]}
    way={{ text: nextWord, go: next }}
    {...(phase.others ? { other: { text: staff.otherBenefits, go: others } } : {})}
  />
);

/** Entry that is used up means that this guest is in. */
const wordOf = ({ why, detail }: PhaseAt<'refused'>): string =>
  why === 'benefit_used_up' && (detail.benefitId ?? ENTRY) === ENTRY
    ? staff.entered
    : (staff.words[why] ?? staff.refused);

/** Neither yes nor no is known: amber, and the same wish can be sent again without harm. A lookup changed nothing. */
export const Unsure = (props: { phase: PhaseAt<'unsure'>; again(): void; next(): void }) => (
  <Frame
    colour="wait"
    icon="offline"
    word={props.phase.again.at === 'confirming' ? staff.unsure : staff.notLooked}
    lines={[props.phase.again.at === 'confirming' ? staff.unsureHint : troubleText(props.phase.fault)]}
    way={{ text: staff.again, go: props.again }}
    other={{ text: nextWord, go: props.next }}
  />
);

/** Accepted without network: amber and striped, because it is in no book yet. */
export function Queued({ phase: { scan }, next }: { phase: PhaseAt<'queued'>; next(): void }) {
  const waits = waiting(useScans().scans).length;
  return (
    <Frame
      colour="kept"
      icon="clock"
      word={offline.kept}
      {...(scan.off === undefined ? {} : { figure: staff.off(yuanOf(scan.off)) })}
      lines={[
        scan.title,
        `${clockOf(scan.scannedAt)} · ${scan.store}`,
        offline.keptHint,
        waits > 1 ? offline.keptStand(waits) : undefined,
      ]}
      way={{ text: nextWord, go: next }}
      other={{ text: offline.openQueue, go: go.queue }}
    />
  );
}

/** The phone alone cannot say: amber, with why, and the way to ask again. */
export const NeedsNetwork = (props: { phase: PhaseAt<'needsNetwork'>; again(): void; next(): void }) => (
  <Frame
    colour="wait"
    icon="offline"
    word={offline.needsWord}
    lines={[props.phase.title, offline.needs[props.phase.why]]}
    way={{ text: offline.askOnline, go: props.again }}
    other={{ text: nextWord, go: props.next }}
  />
);
