import type { OfferId } from '@shared/ids';
import { View } from '@tarojs/components';
import { editor } from '../../texts/offer-editor';
import { operator } from '../../texts/operator';
import { Card } from '../../ui/bits';
import { go } from '../../ui/go';
import { Icon } from '../../ui/icon';
import { Press } from '../../ui/press';
import './missing-list.scss';

interface Props {
  /** Fields as the cloud names them. */
  missing: string[];
  offerId?: OfferId;
  before?(): void;
  /** Instead of opening the editor: it is open. */
  show?(field: string): void;
  /** How a field is said; of an offer without it. */
  words?(field: string): string;
}

export const missingText = (name: string): string => editor.missing[name] ?? editor.missingOther(name);

/** What publishing would miss, each with the way to its field. */
export const MissingRows = ({ missing, offerId, before, show, words = missingText }: Props) => (
  <View>
    {missing.map((field) => (
      <Press
        key={field}
        className="missing-row"
        onPress={() => {
          before?.();
          if (show) show(field);
          else go.editOffer({ ...(offerId ? { offerId } : {}), field });
        }}
      >
        <View className="missing-words">{words(field)}</View>
        <Icon name="next" className="missing-icon" />
      </Press>
    ))}
  </View>
);

export const MissingList = (props: Props) => (
  <Card className="missing">
    <View className="missing-title">{operator.missingTitle(props.missing.length)}</View>
    <MissingRows {...props} />
  </Card>
);
