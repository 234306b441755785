import Taro from '@tarojs/taro';
import { operator } from '../../texts/operator';

/** Puts a text where it can be pasted from, and says so. */
export async function copy(data: string): Promise<void> {
  await Taro.setClipboardData({ data });
  Taro.showToast({ title: operator.clipped, icon: 'none' });
}
