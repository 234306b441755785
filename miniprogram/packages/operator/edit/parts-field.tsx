import type { OfferRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import type { PartForm } from '../../../features/offers/form';
import type { Editor } from '../../../features/offers/use-editor';
import { worthOf } from '../../../features/wallet/terms';
import { Ticket, TicketBones } from '../../../features/wallet/ticket';
import { form as words } from '../../../texts/form';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { Field } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { countOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { More } from '../../../ui/more';
import { Press } from '../../../ui/press';
import { Sheet } from '../../../ui/sheet';
import { ErrorState } from '../../../ui/states';

/** What a bundle is made of: published single offers, each with how many of it. */
export function PartsField({ editing: { form, change, errors } }: { editing: Editor }) {
  const [adding, add] = useState(false);
  const { parts } = form;
  const put = (place: number, part: PartForm) =>
    change({ parts: parts.map((other, at) => (at === place ? part : other)) });
  return (
    <Field name="parts" label={editor.parts} hint={editor.partsHint} error={errors.parts}>
      {parts.map((part, place) => (
        <View className="part" key={part.offerId}>
          <View className="part-title">{part.title}</View>
          <View className="part-count">
            <TextBox
              kind="whole"
              value={part.count}
              change={(count) => put(place, { ...part, count })}
              max={2}
              placeholder="1"
              unit={editor.perMemberUnit}
            />
          </View>
          <Press
            className="part-remove"
            label={words.remove(part.title)}
            onPress={() => change({ parts: parts.filter((other) => other !== part) })}
          >
            <Icon name="cross" />
          </Press>
        </View>
      ))}
      <View className="pieces">
        <Press className="piece piece-add" onPress={() => add(true)}>
          <Icon name="plus" className="piece-icon" />
          {editor.addPart}
        </Press>
      </View>
      {adding && (
        <PartSheet
          chosen={parts}
          pick={({ offerId, title }) => change({ parts: [...parts, { offerId, title, count: '1' }] })}
          close={() => add(false)}
        />
      )}
    </Field>
  );
}

interface SheetProps {
  chosen: PartForm[];
  pick(offer: OfferRow): void;
  close(): void;
}

/** Published offers that are no bundles and not in this one yet. */
function PartSheet({ chosen, pick, close }: SheetProps) {
  const list = usePages('admin', 'offer.all', { status: 'published' });
  const single = list.items?.filter(({ kind, phase }) => kind !== 'bundle' && phase !== 'ended');
  const free = single?.filter(({ offerId }) => !chosen.some((part) => part.offerId === offerId));
  return (
    <Sheet title={editor.addPart} close={close}>
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
