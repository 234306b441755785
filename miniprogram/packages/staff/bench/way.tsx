import { View } from '@tarojs/components';
import { staff } from '../../../texts/staff';
import { Icon, type IconName } from '../../../ui/icon';
import { Press } from '../../../ui/press';

interface Props {
  icon: IconName;
  name: string;
  /** How many wait there. */
  count?: number | undefined;
  onPress(): void;
}

/** A large button that leads to a page. */
export const Way = ({ icon, name, count = 0, onPress }: Props) => (
  <Press
    className="bench-way"
    onPress={onPress}
    {...(count > 0 ? { label: staff.wayWaiting(name, count) } : {})}
  >
    <Icon name={icon} />
    <View className="bench-way-name">{name}</View>
    {count > 0 && <View className="bench-way-count figures">{count}</View>}
  </Press>
);
