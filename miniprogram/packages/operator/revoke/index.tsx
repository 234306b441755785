import type { CouponFound } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../../api/call';
import type { Fault, Refused } from '../../../api/outcome';
import { FindLine } from '../../../features/operator/find-line';
import { useRole } from '../../../features/operator/use-role';
import { operator } from '../../../texts/operator';
import { Page } from '../../../ui/page';
import { Empty, troubleText } from '../../../ui/states';
import { Found } from './found';
import './index.scss';

type Asked = { state: 'none' | 'asking' } | { state: 'found'; found: CouponFound } | Failed;
type Failed = { state: 'failed'; trouble: Fault | Refused };

/** Finds one coupon and takes it back, with a reason. */
export default function Revoke() {
  const role = useRole();
  const [asked, setAsked] = useState<Asked>({ state: 'none' });
  if (role !== undefined && role !== 'operator') {
    return (
      <Page title={operator.revoke}>
        <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />
      </Page>
    );
  }

  async function find(text: string): Promise<void> {
    setAsked({ state: 'asking' });
    const outcome = await call('admin', 'coupon.find', { code: codeIn(text) });
    setAsked(outcome.ok ? { state: 'found', found: outcome.value } : { state: 'failed', trouble: outcome });
  }
  return (
    <Page title={operator.revoke}>
      <View className="desk revoke">
        <FindLine
          name="code"
          words={{
            ask: operator.revokeAsk,
            hint: operator.revokeAskHint,
            example: operator.revokeExample,
            find: operator.revokeFind,
            scan: operator.revokeScan,
          }}
          error={asked.state === 'failed' ? sentenceOf(asked.trouble) : undefined}
          busy={asked.state === 'asking'}
          found={asked.state === 'found'}
          find={find}
        />
        {asked.state === 'found' && (
          <Found
            key={asked.found.coupon.couponId}
            found={asked.found}
            again={() => void find(asked.found.coupon.couponId)}
          />
        )}
      </View>
    </Page>
  );
}

/** Numbers are read out in groups of four. */
const codeIn = (text: string): string => text.replace(/\s/g, '');

const sentenceOf = (trouble: Fault | Refused): string =>
  'refusal' in trouble && trouble.refusal.code === 'code_invalid'
    ? operator.revokeNone
    : troubleText(trouble);
