import { View } from '@tarojs/components';
import { serverNow } from '../../../api/call';
import { fetchKit, useKit } from '../../../features/staff/offline/kit';
import { isDone, needsEyes, type OfflineScan, waiting } from '../../../features/staff/offline/scans';
import { useKitKeptFresh } from '../../../features/staff/offline/use-kit';
import { useScans, useSending } from '../../../features/staff/offline/use-queue';
import { offline } from '../../../texts/offline';
import { staff } from '../../../texts/staff';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf, yuanOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Empty, troubleText } from '../../../ui/states';
import './index.scss';

/** Everything this phone accepted without network: what waits, what became of the rest, and where the method ends. */
export default function Queue() {
  const { scans, see } = useScans();
  useKitKeptFresh();
  const newest = [...scans].reverse();
  const eyes = newest.filter(needsEyes);
  const settled = newest.filter((scan) => scan.answer && !needsEyes(scan));
  return (
    <Page title={offline.title}>
      <View className="queue">
        <Head />
        <Section title={offline.sectionEyes} scans={eyes} see={see} />
        <Section title={offline.sectionWaiting} scans={waiting(scans)} />
        <Section title={offline.sectionSettled} scans={settled} />
        {scans.length === 0 && <Empty picture="penguin" title={offline.empty} hint={offline.emptyHint} />}
        <Limits />
      </View>
    </Page>
  );
}

/** How many wait, and the one button. */
function Head() {
  const { scans } = useScans();
  const waits = waiting(scans).length;
  const rest = scans.length > 0 ? offline.allSent : offline.nothingWaits;
  const { busy, trouble, run } = useSending();
  return (
    <Card className={`queue-head${waits > 0 ? ' queue-head-waits' : ''}`}>
      <View className="queue-count figures">{waits > 0 ? offline.waiting(waits) : rest}</View>
      {trouble && waits > 0 && !busy && <View className="queue-trouble">{troubleText(trouble)}</View>}
      {waits > 0 && (
        <View className="queue-go">
          <Button busy={busy} onPress={run}>
            {offline.syncNow}
          </Button>
        </View>
      )}
      <KitLine />
    </Card>
  );
}

function KitLine() {
  const { kit, asking } = useKit();
  return (
    <View className="queue-kit">
      <View className="queue-kit-words figures">
        {kit ? offline.kitAt(momentOf(kit.serverTime, serverNow())) : offline.kitNone}
      </View>
      <Press className="queue-kit-go" off={asking} onPress={fetchKit}>
        {asking ? offline.kitAsking : offline.kitRenew}
      </Press>
    </View>
  );
}

interface SectionProps {
  title: string;
  scans: OfflineScan[];
  see?(nonce: string): void;
}

const Section = ({ title, scans, see }: SectionProps) =>
  scans.length === 0 ? null : (
    <View>
      <View className="queue-section figures">
        {title} · {scans.length}
      </View>
      {scans.map((scan) => (
        <ScanRow key={scan.nonce} scan={scan} {...(see ? { see: () => see(scan.nonce) } : {})} />
      ))}
    </View>
  );

function ScanRow({ scan, see }: { scan: OfflineScan; see?(): void }) {
  const facts = [
    momentOf(scan.scannedAt, serverNow()),
    scan.store,
    ...(scan.off === undefined ? [] : [staff.off(yuanOf(scan.off))]),
  ];
  const tag = tagOf(scan);
  return (
    <View className="scan">
      <View className="scan-words">
        <View className="scan-title">{scan.title}</View>
        <View className="scan-facts figures">{facts.join(' · ')}</View>
        {scan.answer && !isDone(scan) && (
          <View className="scan-why">{offline.why[scan.answer.code ?? ''] ?? offline.whyOther}</View>
        )}
      </View>
      <View className="scan-end">
        {tag && <Tag look={tag.look}>{tag.text}</Tag>}
        {see && (
          <Press className="scan-seen" onPress={see}>
            {offline.seen}
          </Press>
        )}
      </View>
    </View>
  );
}

function tagOf({ answer }: OfflineScan): { look: TagLook; text: string } | null {
  switch (answer?.result) {
    case 'accepted':
      return { look: 'ok', text: offline.accepted };
    case 'duplicate':
      return { look: 'ok', text: offline.duplicate };
    case 'conflict':
      return { look: 'wait', text: offline.conflict };
    case 'refused':
      return { look: 'bad', text: offline.refused };
    case undefined:
      return null;
  }
}

/** What nobody should have to find out by an argument at the counter. */
function Limits() {
  const { kit } = useKit();
  return (
    <View className="limits">
      <View className="queue-section">{offline.limitTitle}</View>
      {offline.limits(kit ? yuanOf(kit.cap) : undefined).map((text) => (
        <View className="limit" key={text}>
          <Icon name="offline" className="limit-icon" />
          <View className="limit-words">{text}</View>
        </View>
      ))}
    </View>
  );
}
