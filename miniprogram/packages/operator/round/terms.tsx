import type { RoundDetail } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { type Print, Prints } from '../../../features/lottery/prints';
import { questionOf } from '../../../features/lottery/said';
import { AudienceSaid } from '../../../features/offers/audience-said';
import { Facts } from '../../../features/operator/rows';
import { lottery } from '../../../texts/lottery';
import { rounds as texts } from '../../../texts/round-desk';
import { Card } from '../../../ui/bits';
import { countOf, dayOf, spanOf, yuanOf } from '../../../ui/format';
import './index.scss';

interface Shown {
  round: RoundDetail;
  now: number;
}

/** Everything that publishing fixes, as it was filled in: who publishes sees all of it before, and nothing else after. */
export const Terms = ({ round, now }: Shown) => (
  <>
    <View className="desk-title">{questionOf(round.spec.city, round.spec.question)}</View>
    <View className="desk-note">{round.view ? texts.fixed : texts.toBeFixed}</View>
    <Facts facts={factsOf(round, now)} />
    <View className="desk-title">{texts.prizes}</View>
    <Facts
      facts={round.spec.prizes.map(({ tier, name, count, value, offerId }) => {
        const left = round.prizesLeft.find((prize) => prize.tier === tier && prize.name === name)?.left;
        const each = texts.prizeEach(yuanOf(value), offerId === undefined);
        return { name, value: `${texts.prizeLeft(left ?? count, count)} · ${each}` };
      })}
    />
    {round.view && (
      <Card className="desk-rows round-prints">
        <Prints prints={printsOf(round.view)} />
      </Card>
    )}
  </>
);

const factsOf = ({ spec, view }: RoundDetail, now: number) => [
  { name: texts.day, value: dayOf(startOfParkDay(spec.day), now) },
  { name: texts.location, value: spec.location },
  ...(spec.closesAt === 0 ? [] : [{ name: texts.window, value: spanOf(spec.opensAt, spec.closesAt, now) }]),
  { name: texts.audience, value: <AudienceSaid audience={spec.audience} /> },
  { name: texts.noWinner, value: texts[spec.noWinner] },
  ...(spec.claimDays === 0 ? [] : [{ name: texts.claim, value: texts.claimDays(spec.claimDays) }]),
  ...(spec.organiser === '' ? [] : [{ name: texts.organiser, value: spec.organiser }]),
  ...(view ? [{ name: texts.takePart, value: texts.people(countOf(view.entries)) }] : []),
];

/** What was computed when it was published, and since. */
function printsOf({ rules, commit, rulesHash, entriesRoot }: NonNullable<RoundDetail['view']>): Print[] {
  const beacon = rules.drandRound === null ? texts.noBeacon : texts.beaconRound(rules.drandRound);
  return [
    [texts.settlement, rules.settlement],
    [texts.beacon, beacon],
    [lottery.rule.commit, commit],
    [lottery.rule.hash, rulesHash],
    ...(entriesRoot ? [[lottery.rule.root, entriesRoot] as Print] : []),
  ];
}
