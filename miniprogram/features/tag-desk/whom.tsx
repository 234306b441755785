import type { Sample } from '@shared/contract';
import { View } from '@tarojs/components';
import type { Fault, Refused } from '../../api/outcome';
import { rules as texts } from '../../texts/tag-desk';
import { countOf } from '../../ui/format';
import { Bone } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import './whom.scss';

interface Props {
  /** Undefined: being counted. */
  size?: number | undefined;
  samples: Sample[];
  /** Said where there is nobody. */
  nobody?: string;
  trouble?: Fault | Refused | undefined;
  again?(): void;
}

/** How many members, and a few of them by their masked names. */
export function Whom({ size, samples, nobody = texts.nobody, trouble, again = () => {} }: Props) {
  if (size === undefined) {
    return trouble ? <ErrorState trouble={trouble} again={again} /> : <Bone width="60%" height="72px" />;
  }
  return (
    <View>
      <View className="whom-count">
        <View className="whom-number figures">{countOf(size)}</View>
        <View className="whom-unit">{texts.members}</View>
      </View>
      {size === 0 && <View className="whom-title">{nobody}</View>}
      {samples.length > 0 && (
        <>
          <View className="whom-title">{texts.samples}</View>
          <View className="whom-samples">
            {samples.map(({ memberId, name }) => (
              <View className="whom-one" key={memberId}>
                {name}
              </View>
            ))}
          </View>
        </>
      )}
    </View>
  );
}
