import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { pass as texts } from '../../texts/pass';
import { Waves } from '../../ui/bits';
import { groupsOfFour } from '../../ui/format';
import { Picture } from '../../ui/picture';
import { Bone } from '../../ui/skeleton';
import { passLine } from './words';
import './pass-card.scss';

/** A pass as one would hold it in the hand: what it is, until when, and its number. */
export const PassCard = ({ pass, now }: { pass: PassView; now: number }) => (
  <View className={`pass-card pass-card-${pass.status}`}>
    <Picture name="dolphin" className="pass-card-picture" />
    <View className="pass-card-status">{texts.statuses[pass.status]}</View>
    <View className="pass-card-title">{pass.title}</View>
    <View className="pass-card-line figures">{passLine(pass, now)}</View>
    <View className="pass-card-foot">
      <View className="pass-card-no figures">{groupsOfFour(pass.passNo)}</View>
      {!pass.owned && <View className="pass-card-shared">{texts.shared}</View>}
    </View>
    <Waves className="pass-card-waves" />
  </View>
);

export const PassBones = () => (
  <View className="pass-card pass-card-bones">
    <Bone width="26%" height="22px" />
    <View className="pass-card-gap" />
    <Bone width="52%" height="32px" />
    <View className="pass-card-gap" />
    <Bone width="44%" height="18px" />
  </View>
);
