import { View } from '@tarojs/components';
import { lottery as texts } from '../../texts/lottery';
import { Fold } from '../../ui/fold';
import './prints.scss';

/** A value by its name: a fingerprint, or what one is made of. */
export type Print = [name: string, value: string];

/** Fingerprints, folded: who wants to hold them against something finds them, nobody else has to read them. */
export const Prints = ({ prints }: { prints: Print[] }) => (
  <Fold title={texts.technical}>
    {prints.map(([name, value]) => (
      <View className="print" key={name}>
        <View className="print-name">{name}</View>
        <View className="print-value figures">{value}</View>
      </View>
    ))}
  </Fold>
);
