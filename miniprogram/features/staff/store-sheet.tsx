import type { StoreView } from '@shared/contract';
import { View } from '@tarojs/components';
import { staff } from '../../texts/staff';
import { Icon } from '../../ui/icon';
import { Press } from '../../ui/press';
import { Sheet } from '../../ui/sheet';
import './store-sheet.scss';

interface Props {
  stores: StoreView[];
  chosen: StoreView | undefined;
  choose(storeId: string): void;
  close(): void;
}

export const StoreSheet = ({ stores, chosen, choose, close }: Props) => (
  <Sheet title={staff.chooseStore} close={close}>
    {stores.map(({ storeId, name }) => (
      <Press
        key={storeId}
        className="store-choice"
        onPress={() => {
          choose(storeId);
          close();
        }}
      >
        <Icon name="store" />
        <View className="store-choice-name">{name}</View>
        {storeId === chosen?.storeId && <Icon name="check" />}
      </Press>
    ))}
  </Sheet>
);
