import type { PreviewView } from '@shared/contract';
import { View } from '@tarojs/components';
import { staff } from '../../../texts/staff';

interface Props {
  preview: PreviewView;
  benefitId: string | undefined;
  busy: boolean;
  choose(benefitId: string): void;
}

/** Who is before the clerk, and what the pass is used for: one press, and what cannot be used says why. */
export const HolderHead = ({ preview, benefitId, busy, choose }: Props) => (
  <>
    <View className="preview-kind">
      {[preview.title, preview.holder && staff.relations[preview.holder.relation]].join(' · ')}
    </View>
    <View className="preview-title">{preview.holder?.name}</View>
    <View className="benefits" {...{ role: 'radiogroup', 'aria-label': staff.chooseBenefit }}>
      {preview.benefits?.map((benefit) => {
        const on = benefit.benefitId === benefitId;
        const off = busy || !benefit.valid;
        return (
          <View
            key={benefit.benefitId}
            {...{ role: 'radio', 'aria-checked': on, 'aria-disabled': off }}
            className={`benefit-choice${on ? ' benefit-choice-on' : ''}${benefit.valid ? '' : ' benefit-choice-off'}`}
            {...(off ? {} : { onClick: () => choose(benefit.benefitId) })}
          >
            <View className="benefit-choice-name">{benefit.name}</View>
            <View className="benefit-choice-left figures">
              {benefit.valid
                ? staff.benefitLeft(benefit.left)
                : (staff.words[benefit.why ?? ''] ?? staff.refused)}
            </View>
          </View>
        );
      })}
    </View>
  </>
);
