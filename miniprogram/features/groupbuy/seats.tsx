import type { GroupView } from '@shared/contract';
import { View } from '@tarojs/components';
import { group as texts } from '../../texts/groupbuy';
import './seats.scss';

type Member = GroupView['members'][number];

/** Everybody's seat in the group, the opener's first, and those that are still free. */
export function Seats({ group: { members, seatsLeft, status } }: { group: GroupView }) {
  const free = status === 'forming' || status === 'waiting' ? seatsLeft : 0;
  const places = Array.from({ length: free }, (_unused, i) => `free-${i}`);
  // Masked names may be the same; the place in the group is what tells seats apart.
  const taken = members.map((member, place) => ({ key: `taken-${place}`, member }));
  return (
    <View className="seats">
      {taken.map(({ key, member }) => (
        <Taken key={key} member={member} />
      ))}
      {places.map((key) => (
        <View key={key} className="seat">
          <View className="seat-face seat-face-free">?</View>
          <View className="seat-name">{texts.empty}</View>
        </View>
      ))}
    </View>
  );
}

const Taken = ({ member: { name, paid, opener } }: { member: Member }) => (
  <View className="seat">
    <View className={`seat-face${paid ? '' : ' seat-face-unpaid'}`}>{name.slice(0, 1)}</View>
    <View className="seat-name">{name}</View>
    {(opener || !paid) && <View className="seat-mark">{paid ? texts.opener : texts.unpaid}</View>}
  </View>
);
