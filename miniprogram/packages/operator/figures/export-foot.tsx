import type { ExportInput } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../../api/call';
import { FootRow } from '../../../features/operator/rows';
import { copies, takeFile } from '../../../platform/take-along';
import { figures } from '../../../texts/figures';
import { Button } from '../../../ui/button';
import { countOf, momentOf } from '../../../ui/format';
import { troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

/** Takes what the tab shows along as a file. */
export function ExportFoot({ input }: { input: ExportInput }) {
  const now = useNow(30_000);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  async function take(): Promise<void> {
    setBusy(true);
    const outcome = await call('admin', 'stats.export', input);
    setBusy(false);
    if (!outcome.ok) return setSaid(troubleText(outcome));
    const { url, rows, until } = outcome.value;
    const taken = await takeFile(url);
    if (!taken) return setSaid(figures.notTaken);
    setSaid((copies ? figures.copied : figures.saved)(countOf(rows), momentOf(until, now)));
  }

  return (
    <View>
      {said && <View className="figures-said">{said}</View>}
      <FootRow>
        {[
          <Button key="take" busy={busy} onPress={() => void take()}>
            {figures.export}
          </Button>,
        ]}
      </FootRow>
    </View>
  );
}
