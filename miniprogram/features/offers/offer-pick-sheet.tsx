import type { OfferRow } from '@shared/contract';
import type { OfferId } from '@shared/ids';
import { View } from '@tarojs/components';
import { usePages } from '../../api/use-pages';
import { editor } from '../../texts/offer-editor';
import { operator } from '../../texts/operator';
import { countOf } from '../../ui/format';
import { More } from '../../ui/more';
import { Sheet } from '../../ui/sheet';
import { ErrorState } from '../../ui/states';
import { worthOf } from '../wallet/terms';
import { Ticket, TicketBones } from '../wallet/ticket';

interface Props {
  title: string;
  /** Those that are chosen already. */
  taken: OfferId[];
  pick(offer: OfferRow): void;
  close(): void;
}

/** Published offers that are no bundles and not chosen yet. */
export function OfferPickSheet({ title, taken, pick, close }: Props) {
  const list = usePages('admin', 'offer.all', { status: 'published' });
  const single = list.items?.filter(({ kind, phase }) => kind !== 'bundle' && phase !== 'ended');
  const free = single?.filter(({ offerId }) => !taken.includes(offerId));
  return (
    <Sheet title={title} close={close}>
      {!free && (list.trouble ? <ErrorState trouble={list.trouble} again={list.again} /> : <TicketBones />)}
      {free?.map((offer) => (
        <Ticket
          key={offer.offerId}
          worth={worthOf(offer)}
          title={offer.title}
          line={[operator.phases[offer.phase], operator.taken(countOf(offer.claimed), countOf(offer.stock))]}
          onPress={() => {
            pick(offer);
            close();
          }}
        />
      ))}
      {free?.length === 0 && list.more === 'none' && (
        <View className="desk-note">{single?.length === 0 ? editor.partsEmpty : editor.partsNoMore}</View>
      )}
      <More more={list.more} next={list.next} />
    </Sheet>
  );
}
