import type { MeView } from '@shared/contract';
import { parkDayOf, parkDaysBetween, startOfParkDay } from '@shared/park-day';
import { knownOf } from '../../api/answers';
import { serverNow } from '../../api/call';
import { Row } from '../../features/member/row';
import { member } from '../../texts/member';
import { Card } from '../../ui/bits';
import { dayOf } from '../../ui/format';
import { go } from '../../ui/go';

/**
 * What a member has here. `member.me` is the one request of this page: of coupons and check-in it says what the home page
 * and the wallet have heard, and less where that is not from today.
 */
export const Mine = ({ me }: { me: MeView }) => (
  <Card className="member-rows">
    <Row icon="people" name={member.pass} hint={me.pass?.title ?? member.passNone} onPress={go.pass} />
    <CouponRow />
    <Row icon="paper" name={member.orders} hint={member.ordersHint} onPress={go.orders} />
    <CheckinRow />
    <BirthdayRow me={me} />
  </Card>
);

function CouponRow() {
  const { value, answeredAt } = knownOf('wallet', 'coupon.list', { status: 'unused' });
  const now = serverNow();
  const ready = value?.items.filter(({ validTo }) => validTo >= now).length ?? 0;
  // What an earlier start heard may be old, and a first page that is not all of them is too small a number.
  const hint = answeredAt && ready > 0 && !value?.cursor ? member.couponsReady(ready) : member.couponsHint;
  return <Row icon="ticket" name={member.coupons} hint={hint} onPress={go.wallet} />;
}

function CheckinRow() {
  const { value } = knownOf('campaign', 'checkin.status', {});
  const fresh = value?.today === parkDayOf(serverNow()) ? value : undefined;
  const open = fresh !== undefined && !fresh.signedToday && !fresh.closedToday;
  const hint = open
    ? member.checkinOpen
    : fresh?.signedToday
      ? member.checkinDone(fresh.streak)
      : member.checkinHint;
  return <Row icon="calendar" name={member.checkin} hint={hint} live={open} onPress={go.checkin} />;
}

/** Without a birthday the way is to say it; with one, to the cards it brings. */
function BirthdayRow({ me: { nextBirthday } }: { me: MeView }) {
  if (!nextBirthday)
    return <Row icon="gift" name={member.birthday} hint={member.birthdayNone} onPress={go.setBirthday} />;
  const now = serverNow();
  const day = dayOf(startOfParkDay(nextBirthday), now);
  const days = Math.max(0, parkDaysBetween(parkDayOf(now), nextBirthday));
  return (
    <Row
      icon="gift"
      name={member.birthday}
      hint={member.birthdayIn(day, days)}
      live={days <= 30}
      onPress={go.birthdayCards}
    />
  );
}
