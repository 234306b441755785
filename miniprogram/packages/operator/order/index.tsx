import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Search } from '../../../features/operator/search';
import { orderDesk as texts } from '../../../texts/order-desk';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/states';
import { Answer } from './answer';

/** Finds an order by the number its guest reads out, and says where its money is. */
export default function DeskOrder() {
  const [number, find] = useState(useRouter().params.number ?? '');
  return (
    <Page title={texts.title}>
      <View className="desk">
        <Search
          label={texts.ask}
          hint={texts.askHint}
          placeholder={texts.example}
          first={number}
          does={texts.find}
          find={find}
        />
        {number ? (
          <Answer key={number} number={number} />
        ) : (
          <Empty picture="whale" title={texts.before} hint={texts.beforeHint} />
        )}
      </View>
    </Page>
  );
}
