import type { BenefitView, HolderView, PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import { benefitFacts, leftOf } from '../../../features/pass/words';
import { pass as texts } from '../../../texts/pass';
import { Card } from '../../../ui/bits';
import { Bone } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';

interface Props {
  pass: PassView;
  holder: HolderView;
  now: number;
}

/** What a holder can still use, and when the rest comes back. */
export function Benefits({ pass: { passId }, holder: { holderId }, now }: Props) {
  const { value, trouble, again } = useQuery('member', 'pass.benefits', { passId, holderId });
  return (
    <View>
      <View className="mypass-title">{texts.benefits}</View>
      <Card className="mypass-rows">
        {value?.items.map((benefit) => (
          <BenefitRow key={benefit.benefitId} benefit={benefit} now={now} />
        ))}
        {!value && trouble && <ErrorState trouble={trouble} again={again} />}
        {!value &&
          !trouble &&
          ['a', 'b', 'c', 'd', 'e'].map((key) => (
            <View className="benefit" key={key}>
              <Bone height="40px" />
            </View>
          ))}
      </Card>
    </View>
  );
}

function BenefitRow({ benefit, now }: { benefit: BenefitView; now: number }) {
  const { word, back } = leftOf(benefit, now);
  return (
    <View className={`benefit${benefit.left > 0 ? '' : ' benefit-out'}`}>
      <View className="benefit-words">
        <View className="benefit-name">{benefit.name}</View>
        <View className="benefit-facts figures">{benefitFacts(benefit, now).join(' · ')}</View>
      </View>
      <View className="benefit-left figures">
        <View className="benefit-word">{word}</View>
        {back && <View className="benefit-back">{back}</View>}
      </View>
    </View>
  );
}
