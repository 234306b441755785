import type { OfferRow, OfferState } from '@shared/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { worthOf } from '../../../features/wallet/terms';
import { Ticket } from '../../../features/wallet/ticket';
import { operator } from '../../../texts/operator';
import { Tag, type TagLook } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { countOf, spanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { More } from '../../../ui/more';
import { Empty } from '../../../ui/states';
import { Tabs } from '../../../ui/tabs';
import { useNow } from '../../../ui/use-now';
import './index.scss';

const EMPTY: Record<OfferState, string> = {
  published: operator.emptyPublished,
  draft: operator.emptyDraft,
  stopped: operator.emptyStopped,
};

/** Every offer of the park, by how far it is. */
export default function Offers() {
  const now = useNow(30_000);
  const [state, setState] = useState<OfferState>('published');
  const list = usePages('admin', 'offer.all', { status: state });
  const mayEdit = useRole() === 'operator';
  usePullRefresh(list.again);
  useReachBottom(list.next);
  const items = list.items ?? [];
  return (
    <DeskPage
      title={operator.ways.offers}
      query={list}
      show={() => (
        <>
          <StateTabs state={state} choose={setState} />
          {items.length === 0 && (
            <Empty picture="whale" title={EMPTY[state]} {...(mayEdit ? { hint: operator.emptyHint } : {})} />
          )}
          <View className="desk-grid">
            {items.map((offer) => (
              <View className="desk-cell" key={offer.offerId}>
                <OfferLine offer={offer} now={now} />
              </View>
            ))}
          </View>
          <More more={list.more} next={list.next} />
        </>
      )}
      foot={
        mayEdit && (
          <FootRow>
            {[
              <Button key="new" onPress={() => go.editOffer()}>
                {operator.newOffer}
              </Button>,
            ]}
          </FootRow>
        )
      }
    />
  );
}

const StateTabs = ({ state, choose }: { state: OfferState; choose(state: OfferState): void }) => (
  <View className="offers-tabs">
    <Tabs tabs={operator.tabs} chosen={state} choose={choose} />
  </View>
);

function OfferLine({ offer, now }: { offer: OfferRow; now: number }) {
  const { look, word } = standOf(offer);
  const stock =
    offer.status === 'draft'
      ? offer.stock > 0
        ? operator.stockOf(countOf(offer.stock))
        : operator.noStock
      : operator.taken(countOf(offer.claimed), countOf(offer.stock));
  return (
    <Ticket
      worth={worthOf(offer)}
      title={offer.title}
      line={[spanOf(offer.claimFrom, offer.claimTo, now), stock]}
      tag={<Tag look={look}>{word}</Tag>}
      faded={look === 'quiet' && offer.status !== 'draft'}
      onPress={() => go.deskOffer(offer.offerId)}
    />
  );
}

const LOOKS: Record<OfferRow['phase'], TagLook> = {
  open: 'ok',
  claimed: 'ok',
  soon: 'sea',
  sold_out: 'wait',
  ended: 'quiet',
};

function standOf({ status, phase }: OfferRow): { look: TagLook; word: string } {
  if (status === 'draft') return { look: 'quiet', word: operator.draft };
  if (status === 'stopped') return { look: 'quiet', word: operator.stopped };
  return { look: LOOKS[phase], word: operator.phases[phase] };
}
