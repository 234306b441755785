import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { common } from '../texts/common';
import { Icon } from './icon';
import { Press } from './press';

/** A sheet from below for one choice or one text; a press beside it closes it. */
export function Sheet({ title, close, children }: PropsWithChildren<{ title: string; close(): void }>) {
  return (
    <View className="sheet-root">
      <View className="sheet-veil" onClick={close} />
      <View className="sheet">
        <View className="sheet-head">
          <View className="sheet-title">{title}</View>
          <Press className="sheet-close" onPress={close}>
            <Icon name="cross" />
            <View className="sheet-close-words">{common.close}</View>
          </Press>
        </View>
        <View className="sheet-body">{children}</View>
      </View>
    </View>
  );
}
