import { View } from '@tarojs/components';
import { useState } from 'react';
import type { PartForm } from '../../../features/offers/form';
import { OfferPickSheet } from '../../../features/offers/offer-pick-sheet';
import type { Editor } from '../../../features/offers/use-editor';
import { form as words } from '../../../texts/form';
import { editor } from '../../../texts/offer-editor';
import { Field } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';

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
        <OfferPickSheet
          title={editor.addPart}
          taken={parts.map(({ offerId }) => offerId)}
          pick={({ offerId, title }) => change({ parts: [...parts, { offerId, title, count: '1' }] })}
          close={() => add(false)}
        />
      )}
    </Field>
  );
}
