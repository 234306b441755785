import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { FindLine } from '../../../features/operator/find-line';
import { orderDesk as texts } from '../../../texts/order-desk';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/states';
import { Answer } from './answer';
import './index.scss';

/** Finds an order by the number its guest reads out, and says where its money is. */
export default function DeskOrder() {
  const [number, find] = useState(useRouter().params.number ?? '');
  return (
    <Page title={texts.title}>
      <View className="desk">
        <View className="order-search">
          <FindLine name="search" words={texts.search} first={number} found={number !== ''} find={find} />
        </View>
        {number ? (
          <Answer key={number} number={number} />
        ) : (
          <Empty picture="whale" title={texts.before} hint={texts.beforeHint} />
        )}
      </View>
    </Page>
  );
}
