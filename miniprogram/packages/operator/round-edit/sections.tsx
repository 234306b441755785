import { View } from '@tarojs/components';
import { useState } from 'react';
import { AudienceFields } from '../../../features/offers/audience-fields';
import { OfferPickSheet } from '../../../features/offers/offer-pick-sheet';
import type { Editing } from '../../../features/operator/draft-form';
import { NEW_PRIZE, type RoundForm } from '../../../features/rounds/form';
import { form as words } from '../../../texts/form';
import { roundEditor as editor } from '../../../texts/round-desk';
import { Choices } from '../../../ui/form/choices';
import { Field, Row, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { DayBox, MomentBox } from '../../../ui/form/when';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';

interface Props {
  editing: Editing<RoundForm>;
}

/** What is asked, about which day and place. */
export function WhatSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.what as [string, string];
  const { question } = form;
  return (
    <Section title={title} hint={hint}>
      <Field name="title" label={editor.title} error={errors.title}>
        <TextBox
          value={form.title}
          change={(text) => change({ title: text })}
          placeholder={editor.titleExample}
        />
      </Field>
      <Row>
        <Field name="city" label={editor.city} error={errors.city}>
          <TextBox
            value={form.city}
            change={(city) => change({ city })}
            placeholder={editor.cityExample}
            max={32}
          />
        </Field>
        <Field name="location" label={editor.location} hint={editor.locationHint} error={errors.location}>
          <TextBox
            value={form.location}
            change={(location) => change({ location })}
            placeholder="101010100"
            max={40}
          />
        </Field>
      </Row>
      <Field name="day" label={editor.day}>
        <DayBox value={form.day} change={(day) => change({ day })} />
      </Field>
      <Field name="question" label={editor.question}>
        <Choices
          choices={editor.questions}
          chosen={question.type}
          choose={(type) => change({ question: { ...question, type } })}
        />
      </Field>
      {question.type === 'maxTemp' && (
        <Field name="above" label={editor.above} error={errors.above}>
          <TextBox
            value={question.above}
            change={(above) => change({ question: { ...question, above } })}
            placeholder="30"
            max={5}
            unit="℃"
          />
        </Field>
      )}
    </Section>
  );
}

/** When can be guessed. */
export function WhenSection({ editing: { form, change } }: Props) {
  const [title, hint] = editor.sections.when as [string, string];
  return (
    <Section title={title} hint={hint}>
      <Field name="opensAt" label={editor.opensAt}>
        <MomentBox value={form.opensAt} change={(opensAt) => change({ opensAt })} />
      </Field>
      <Field name="closesAt" label={editor.closesAt}>
        <MomentBox value={form.closesAt} end change={(closesAt) => change({ closesAt })} />
      </Field>
    </Section>
  );
}

/** What there is to win: coupons of an offer, or things. */
export function PrizesSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.prizes as [string, string];
  const { prizes } = form;
  const put = (place: number, part: Partial<RoundForm['prizes'][number]>) =>
    change({ prizes: prizes.map((prize, at) => (at === place ? { ...prize, ...part } : prize)) });
  return (
    <Section title={title} hint={hint}>
      <Field name="prizes" label={editor.prizeName} error={errors.prizes}>
        {prizes.map((prize, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: prizes have no name but their place
          <View className="prize" key={place}>
            <PrizeRow
              prize={prize}
              put={(part) => put(place, part)}
              remove={() => change({ prizes: prizes.filter((_other, at) => at !== place) })}
            />
          </View>
        ))}
        {prizes.length < 20 && (
          <View className="pieces">
            <Press className="piece piece-add" onPress={() => change({ prizes: [...prizes, NEW_PRIZE] })}>
              <Icon name="plus" className="piece-icon" />
              {editor.prizeAdd}
            </Press>
          </View>
        )}
      </Field>
    </Section>
  );
}

interface PrizeProps {
  prize: RoundForm['prizes'][number];
  put(part: Partial<RoundForm['prizes'][number]>): void;
  remove(): void;
}

function PrizeRow({ prize: { name, count, value, offerId }, put, remove }: PrizeProps) {
  const [picking, pick] = useState(false);
  return (
    <>
      <View className="rung-row">
        <View className="rung-box">
          <TextBox
            value={name}
            change={(text) => put({ name: text })}
            placeholder={editor.prizeName}
            max={40}
          />
        </View>
        <Press className="part-remove" label={words.remove(name || editor.prizeName)} onPress={remove}>
          <Icon name="cross" />
        </Press>
      </View>
      <View className="rung-row">
        <View className="rung-box">
          <TextBox
            kind="whole"
            value={count}
            change={(text) => put({ count: text })}
            placeholder={editor.prizeCount}
            max={5}
          />
        </View>
        <View className="rung-box">
          <TextBox
            kind="money"
            value={value}
            change={(text) => put({ value: text })}
            placeholder={editor.prizeValue}
            max={9}
          />
        </View>
      </View>
      <View className="pieces">
        <Press
          className="piece piece-add"
          onPress={() => (offerId === '' ? pick(true) : put({ offerId: '' }))}
        >
          <Icon name={offerId === '' ? 'ticket' : 'cross'} className="piece-icon" />
          {offerId === '' ? editor.prizeOffer : editor.prizeThing}
        </Press>
      </View>
      {picking && (
        <OfferPickSheet
          title={editor.prizeOffer}
          taken={[]}
          pick={(offer) => put({ offerId: offer.offerId, ...(name === '' ? { name: offer.title } : {}) })}
          close={() => pick(false)}
        />
      )}
    </>
  );
}

/** What has to be said by law, and who may take part. */
export function RulesSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.rules as [string, string];
  return (
    <Section title={title} hint={hint}>
      <Row>
        <Field name="organiser" label={editor.organiser} error={errors.organiser}>
          <TextBox
            value={form.organiser}
            change={(organiser) => change({ organiser })}
            placeholder={editor.organiserExample}
          />
        </Field>
        <Field name="claimDays" label={editor.claimDays} error={errors.claimDays}>
          <TextBox
            kind="whole"
            value={form.claimDays}
            change={(claimDays) => change({ claimDays })}
            placeholder="7"
            max={3}
            unit={editor.days}
          />
        </Field>
      </Row>
      <Field name="noWinner" label={editor.noWinner}>
        <Choices
          choices={editor.noWinners}
          chosen={form.noWinner}
          choose={(noWinner) => change({ noWinner })}
        />
      </Field>
      <AudienceFields audience={form.audience} errors={errors} change={(audience) => change({ audience })} />
    </Section>
  );
}
