import { View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { Icon } from './icon';
import { Press } from './press';
import './fold.scss';

/** What few people look for: one line that unfolds. */
export function Fold({ title, children }: PropsWithChildren<{ title: string }>) {
  const [open, setOpen] = useState(false);
  return (
    <View className="fold">
      <Press className="fold-head" open={open} onPress={() => setOpen(!open)}>
        <View className="fold-title">{title}</View>
        <Icon name="next" className={`fold-icon${open ? ' fold-icon-open' : ''}`} />
      </Press>
      {open && <View className="fold-body">{children}</View>}
    </View>
  );
}
