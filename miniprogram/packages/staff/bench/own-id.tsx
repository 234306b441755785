import type { Refusal } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';

/** The number by which somebody new is put on the list of staff. */
export function OwnId({ refusal }: { refusal: Refusal }) {
  const openid = refusal.detail?.openid;
  if (typeof openid !== 'string') return null;
  return (
    <View className="bench-id">
      <View className="bench-none">{staff.ownId}</View>
      <View className="bench-id-text">{openid}</View>
      <Button look="quiet" onPress={() => void Taro.setClipboardData({ data: openid })}>
        {staff.copyId}
      </Button>
    </View>
  );
}
