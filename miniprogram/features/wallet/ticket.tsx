import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Press } from '../../ui/press';
import { Bone } from '../../ui/skeleton';
import type { Worth } from './terms';
import './ticket.scss';

interface Props {
  worth: Worth;
  title: string;
  /** Parts of a sentence, parted by a dot; each stays in one piece where it can. */
  line: string[];
  tag?: ReactNode;
  /** What a press leads to, in a word. */
  way?: string;
  faded?: boolean;
  onPress?(): void;
}

/** A paper ticket: on the left what it is worth, on the right what it is and until when. */
export function Ticket({ worth, title, line, tag, way, faded = false, onPress }: Props) {
  const inside = (
    <>
      <View className="ticket-worth">
        <View className="ticket-figure figures">
          {worth.before && <View className="ticket-unit">{worth.before}</View>}
          {worth.figure}
          {worth.after && <View className="ticket-unit">{worth.after}</View>}
        </View>
        <View className="ticket-below">{worth.below}</View>
      </View>
      <View className="ticket-what">
        <View className="ticket-head">
          <View className="ticket-title">{title}</View>
          {tag}
        </View>
        <View className="ticket-foot">
          <View className="ticket-line figures">
            {line.map((part, place) => (
              <View className="ticket-part" key={part}>
                {place > 0 ? `· ${part}` : part}
              </View>
            ))}
          </View>
          {way && <View className="ticket-way">{way}</View>}
        </View>
      </View>
    </>
  );
  const looks = `ticket${faded ? ' ticket-faded' : ''}`;
  if (!onPress) return <View className={looks}>{inside}</View>;
  return (
    <Press className={`${looks} ticket-live`} onPress={onPress}>
      {inside}
    </Press>
  );
}

export const TicketBones = ({ count = 3 }: { count?: number }) => (
  <View>
    {Array.from({ length: count }, (_, place) => `bone-${place}`).map((key) => (
      <View className="ticket" key={key}>
        <View className="ticket-worth">
          <Bone width="48px" height="32px" />
        </View>
        <View className="ticket-what">
          <Bone width="70%" height="18px" />
          <Bone width="50%" height="13px" className="ticket-bone" />
        </View>
      </View>
    ))}
  </View>
);
