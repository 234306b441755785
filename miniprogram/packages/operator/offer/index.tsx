import type { OfferDetail, OfferState } from '@shared/contract';
import type { OfferId } from '@shared/ids';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { GuestView } from '../../../features/offers/guest-view';
import { missingText } from '../../../features/offers/missing-text';
import { DeskPage } from '../../../features/operator/desk';
import { MissingList } from '../../../features/operator/missing-list';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { operator } from '../../../texts/operator';
import { Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { useNow } from '../../../ui/use-now';
import { CopySheet } from './copy-sheet';
import { ExtendSheet } from './extend-sheet';
import { Figures } from './figures';
import { History } from './history';
import { Inside } from './inside';
import { PublishSheet } from './publish-sheet';
import { RaiseSheet } from './raise-sheet';
import { StopSheet } from './stop-sheet';
import './index.scss';

type Asked = 'publish' | 'raise' | 'extend' | 'stop' | 'copy';

/** One offer: how it stands, what guests see of it, who changed what; and what can be done to it now. */
export default function DeskOffer() {
  const offerId = (useRouter().params.offerId ?? '') as OfferId;
  const query = useQuery('admin', 'offer.detail', { offerId });
  const now = useNow(30_000);
  const mayEdit = useRole() === 'operator';
  const [asked, ask] = useState<Asked>();
  usePullRefresh(query.again);
  const detail = query.value;
  return (
    <DeskPage
      title={operator.offer}
      query={query}
      show={(value) => (
        <View className="offer-desk">
          <View className="offer-desk-main">
            <Head detail={value} />
            {value.missing.length > 0 && (
              <MissingList
                missing={value.missing}
                textOf={missingText}
                show={mayEdit ? (field) => go.editOffer({ offerId, field }) : undefined}
              />
            )}
            <Figures detail={value} />
            <Inside detail={value} />
            <History lines={value.log} now={now} />
          </View>
          <View className="offer-desk-side">
            <View className="desk-title">{operator.guestsSee}</View>
            <GuestView preview={value} now={now} />
          </View>
        </View>
      )}
      foot={mayEdit && detail && <Foot detail={detail} ask={ask} />}
      over={
        detail && asked && <Asking asked={asked} detail={detail} now={now} close={() => ask(undefined)} />
      }
    />
  );
}

const WORDS: Record<OfferState, string> = {
  draft: operator.draft,
  published: operator.tabs.published,
  stopped: operator.stopped,
};

const Head = ({ detail }: { detail: OfferDetail }) => (
  <View className="offer-head">
    <View className="offer-head-title">{detail.spec.title}</View>
    <Tag look={detail.status === 'published' ? 'ok' : 'quiet'}>{WORDS[detail.status]}</Tag>
  </View>
);

function Foot({ detail, ask }: { detail: OfferDetail; ask(asked: Asked): void }) {
  const quiet = (what: Asked, word: string) => (
    <Button key={what} look="quiet" onPress={() => ask(what)}>
      {word}
    </Button>
  );
  const edit = (
    <Button key="edit" look="quiet" onPress={() => go.editOffer({ offerId: detail.offerId })}>
      {operator.edit}
    </Button>
  );
  const publish = (
    <Button key="publish" onPress={() => ask('publish')}>
      {operator.publish}
    </Button>
  );
  const copy = quiet('copy', operator.copy);
  const ways = {
    draft: [copy, edit, publish],
    published: [
      quiet('stop', operator.stop),
      copy,
      quiet('extend', operator.extend),
      quiet('raise', operator.raise),
    ],
    stopped: [copy],
  }[detail.status];
  return <FootRow>{ways}</FootRow>;
}

interface AskingProps {
  asked: Asked;
  detail: OfferDetail;
  now: number;
  close(): void;
}

function Asking({ asked, ...props }: AskingProps) {
  switch (asked) {
    case 'publish':
      return <PublishSheet {...props} />;
    case 'raise':
      return <RaiseSheet {...props} />;
    case 'extend':
      return <ExtendSheet {...props} />;
    case 'stop':
      return <StopSheet {...props} />;
    case 'copy':
      return <CopySheet {...props} />;
  }
}
