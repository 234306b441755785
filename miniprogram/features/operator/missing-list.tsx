import { View } from '@tarojs/components';
import { operator } from '../../texts/operator';
import { Card } from '../../ui/bits';
import { Icon } from '../../ui/icon';
import { Press } from '../../ui/press';
import './missing-list.scss';

interface Props {
  /** Fields as the cloud names them. */
  missing: string[];
  /** What has to be done about one, as a sentence. */
  textOf(field: string): string;
  /** Leads to its control; for who may not change it there is no way. */
  show: ((field: string) => void) | undefined;
}

/** What keeps a draft from being published, each with the way to its field. */
export const MissingRows = ({ missing, textOf, show }: Props) => (
  <View>
    {missing.map((field) => (
      <Press key={field} className="missing-row" off={!show} onPress={() => show?.(field)}>
        <View className="missing-words">{textOf(field)}</View>
        {show && <Icon name="next" className="missing-icon" />}
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
