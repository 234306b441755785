import { View } from '@tarojs/components';
import { useNetwork } from '../../../platform/network';
import { offline } from '../../../texts/offline';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { troubleText } from '../../../ui/states';
import { needsEyes, waiting } from './scans';
import { useScans, useSending } from './use-queue';
import './banner.scss';

/** What is under way without network: how many wait, and the way to send or read them. Nothing to say, no banner. */
export function OfflineBanner() {
  const online = useNetwork((state) => state.online);
  const { scans } = useScans();
  const { busy, trouble, run } = useSending();
  const waits = waiting(scans).length;
  const unread = scans.filter(needsEyes).length;
  if (waits === 0 && unread === 0 && online) return null;
  const words = waits > 0 ? offline.waiting(waits) : unread > 0 ? offline.unread(unread) : offline.cut;
  return (
    <View className="aside">
      <Press className="aside-words" onPress={go.queue}>
        <View className="aside-what figures">{words}</View>
        {waits > 0 && trouble && !busy && <View className="aside-why">{troubleText(trouble)}</View>}
        {waits > 0 && unread > 0 && <View className="aside-why">{offline.unread(unread)}</View>}
      </Press>
      {waits > 0 && (
        <Press className="aside-go" off={busy} onPress={run}>
          {busy ? offline.syncing : offline.syncNow}
        </Press>
      )}
      {waits === 0 && unread > 0 && (
        <Press className="aside-go" onPress={go.queue}>
          {offline.look}
        </Press>
      )}
    </View>
  );
}
