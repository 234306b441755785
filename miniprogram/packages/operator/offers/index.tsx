import type { OfferRow, OfferState } from '@shared/contract';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { SetupList } from '../../../features/operator/setup-list';
import { worthOf } from '../../../features/wallet/terms';
import { Ticket } from '../../../features/wallet/ticket';
import { operator } from '../../../texts/operator';
import { Tag, type TagLook } from '../../../ui/bits';
import { countOf, spanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { useNow } from '../../../ui/use-now';

const WORDS = {
  title: operator.ways.offers,
  tabs: operator.tabs,
  empty: {
    published: operator.emptyPublished,
    draft: operator.emptyDraft,
    stopped: operator.emptyStopped,
  },
  emptyHint: operator.emptyHint,
  make: operator.newOffer,
};

/** Every offer of the park, by how far it is. */
export default function Offers() {
  const now = useNow(30_000);
  const [state, setState] = useState<OfferState>('published');
  return (
    <SetupList<OfferRow, OfferState>
      words={WORDS}
      state={state}
      choose={setState}
      list={usePages('admin', 'offer.all', { status: state })}
      idOf={({ offerId }) => offerId}
      line={(offer) => <OfferLine offer={offer} now={now} />}
      make={() => go.editOffer()}
    />
  );
}

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
