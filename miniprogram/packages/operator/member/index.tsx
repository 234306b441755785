import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useRole } from '../../../features/operator/use-role';
import { memberDesk as texts } from '../../../texts/member-desk';
import { operator } from '../../../texts/operator';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/states';
import { Member } from './member';
import type { Opened } from './opened';
import { Search } from './search';
import './index.scss';

/** Finds one member and, with a reason, shows everything it takes to help them. Nothing of it is kept on the phone. */
export default function MemberDesk() {
  const role = useRole();
  const { text = '' } = useRouter().params;
  const [opened, open] = useState<Opened>();
  if (role !== undefined && role !== 'operator' && role !== 'analyst') {
    return (
      <Page title={texts.title}>
        <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />
      </Page>
    );
  }
  if (opened) {
    return (
      <Member
        key={opened.view.memberId}
        opened={opened}
        open={open}
        mayTag={role === 'operator'}
        leave={() => open(undefined)}
      />
    );
  }
  return (
    <Page title={texts.title}>
      <View className="desk mdesk">
        <Search first={decodeURIComponent(text)} open={open} />
      </View>
    </Page>
  );
}
