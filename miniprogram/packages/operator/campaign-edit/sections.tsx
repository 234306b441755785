import { View } from '@tarojs/components';
import { useState } from 'react';
import type { CampaignForm } from '../../../features/campaigns/form';
import { AudienceFields } from '../../../features/offers/audience-fields';
import { OfferPickSheet } from '../../../features/offers/offer-pick-sheet';
import type { Editing } from '../../../features/operator/draft-form';
import { campaignEditor as editor } from '../../../texts/campaign-desk';
import { form as words } from '../../../texts/form';
import { Choices } from '../../../ui/form/choices';
import { Field, Row, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { MomentBox } from '../../../ui/form/when';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';

interface Props {
  editing: Editing<CampaignForm>;
}

/** What is sold: its name, its sort, and the coupons it arrives as. */
export function WhatSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.what as [string, string];
  return (
    <Section title={title} hint={hint}>
      <Field name="type" label={editor.type}>
        <Choices choices={editor.types} chosen={form.type} choose={(type) => change({ type })} />
      </Field>
      <Field name="title" label={editor.title} error={errors.title}>
        <TextBox
          value={form.title}
          change={(text) => change({ title: text })}
          placeholder={editor.titleExample}
        />
      </Field>
      <Field name="product" label={editor.product} error={errors.product}>
        <TextBox
          value={form.product}
          change={(product) => change({ product })}
          placeholder={editor.productExample}
        />
      </Field>
      <GoodsField editing={{ form, change, errors }} />
    </Section>
  );
}

function GoodsField({ editing: { form, change, errors } }: Props) {
  const [picking, pick] = useState(false);
  const { offer } = form;
  return (
    <Row>
      <Field name="fulfil" label={editor.fulfil} hint={editor.fulfilHint} error={errors.fulfil}>
        {offer.offerId !== '' && <View className="part-title">{offer.title}</View>}
        <View className="pieces">
          <Press className="piece piece-add" onPress={() => pick(true)}>
            <Icon name="ticket" className="piece-icon" />
            {offer.offerId === '' ? editor.fulfilPick : editor.fulfilOther}
          </Press>
        </View>
        {picking && (
          <OfferPickSheet
            title={editor.fulfilPick}
            taken={[]}
            pick={({ offerId, title }) => change({ offer: { offerId, title } })}
            close={() => pick(false)}
          />
        )}
      </Field>
      <Field name="count" label={editor.count} error={errors.count}>
        <TextBox
          kind="whole"
          value={form.count}
          change={(count) => change({ count })}
          placeholder="1"
          max={2}
        />
      </Field>
    </Row>
  );
}

/** What it costs, and how many have to come. */
export function PriceSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.price as [string, string];
  return (
    <Section title={title} hint={hint}>
      <Row>
        <Field name="singlePrice" label={editor.singlePrice} error={errors.singlePrice}>
          <TextBox
            kind="money"
            value={form.singlePrice}
            change={(singlePrice) => change({ singlePrice })}
            placeholder="88"
            max={10}
          />
        </Field>
        {form.type !== 'ladder' && (
          <Field name="groupPrice" label={editor.groupPrice} error={errors.groupPrice}>
            <TextBox
              kind="money"
              value={form.groupPrice}
              change={(groupPrice) => change({ groupPrice })}
              placeholder="59"
              max={10}
            />
          </Field>
        )}
        {form.type !== 'ladder' && (
          <Field name="size" label={editor.size} error={errors.size}>
            <TextBox
              kind="whole"
              value={form.size}
              change={(size) => change({ size })}
              placeholder="2"
              max={2}
              unit={editor.people}
            />
          </Field>
        )}
      </Row>
      {form.type === 'ladder' && <RungsField editing={{ form, change, errors }} />}
    </Section>
  );
}

function RungsField({ editing: { form, change, errors } }: Props) {
  const { rungs } = form;
  const put = (place: number, part: Partial<(typeof rungs)[number]>) =>
    change({ rungs: rungs.map((rung, at) => (at === place ? { ...rung, ...part } : rung)) });
  return (
    <Field name="ladder" label={editor.ladder} hint={editor.ladderHint} error={errors.ladder}>
      {rungs.map((rung, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rungs have no name but their place
        <View className="rung-row" key={place}>
          <View className="rung-box">
            <TextBox
              kind="whole"
              value={rung.size}
              change={(size) => put(place, { size })}
              placeholder="3"
              max={2}
              unit={editor.people}
            />
          </View>
          <View className="rung-box">
            <TextBox
              kind="money"
              value={rung.price}
              change={(price) => put(place, { price })}
              placeholder="59"
              max={10}
            />
          </View>
          <Press
            className="part-remove"
            label={words.remove(`${rung.size}${editor.people}`)}
            onPress={() => change({ rungs: rungs.filter((_other, at) => at !== place) })}
          >
            <Icon name="cross" />
          </Press>
        </View>
      ))}
      {rungs.length < 9 && (
        <View className="pieces">
          <Press
            className="piece piece-add"
            onPress={() => change({ rungs: [...rungs, { size: '', price: '' }] })}
          >
            <Icon name="plus" className="piece-icon" />
            {editor.ladderAdd}
          </Press>
        </View>
      )}
    </Field>
  );
}

/** When it runs, and how much of it one person may have. */
export function WhenSection({ editing: { form, change, errors } }: Props) {
  const [title] = editor.sections.when as [string, string];
  const whole = (
    name: 'stock' | 'perMemberQuantity' | 'perMemberGroups',
    label: string,
    { unit, max, example }: { unit: string; max: number; example: string },
  ) => (
    <Field name={name} label={label} error={errors[name]}>
      <TextBox
        kind="whole"
        value={form[name]}
        change={(value) => change({ [name]: value })}
        placeholder={example}
        max={max}
        unit={unit}
      />
    </Field>
  );
  return (
    <Section title={title}>
      <Field name="from" label={editor.from}>
        <MomentBox value={form.from} change={(from) => change({ from })} />
      </Field>
      <Field name="to" label={editor.to} error={errors.to}>
        <MomentBox value={form.to} end change={(to) => change({ to })} />
      </Field>
      <Row>
        <Field name="lifeMinutes" label={editor.life} hint={editor.lifeHint} error={errors.lifeMinutes}>
          <TextBox
            kind="whole"
            value={form.life}
            change={(life) => change({ life })}
            placeholder={form.lifeUnit === 'hours' ? '24' : '90'}
            max={4}
          />
        </Field>
        <Field name="lifeUnit" label={editor.lifeUnit}>
          <Choices
            choices={editor.lifeUnits}
            chosen={form.lifeUnit}
            choose={(lifeUnit) => change({ lifeUnit })}
          />
        </Field>
      </Row>
      <Row>
        {whole('stock', editor.stock, { unit: editor.pieces, max: 6, example: '100' })}
        {whole('perMemberQuantity', editor.perMemberQuantity, { unit: editor.pieces, max: 2, example: '4' })}
        {whole('perMemberGroups', editor.perMemberGroups, { unit: editor.groups, max: 2, example: '3' })}
      </Row>
    </Section>
  );
}

/** Who may take part. */
export function AudienceSection({ editing: { form, change, errors } }: Props) {
  const [title] = editor.sections.who as [string, string];
  return (
    <Section title={title}>
      <AudienceFields audience={form.audience} errors={errors} change={(audience) => change({ audience })} />
    </Section>
  );
}
