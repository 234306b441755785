import type { DeskWaiting, Role } from '@shared/contract';
import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import { operator } from '../../../texts/operator';
import { go } from '../../../ui/go';
import type { IconName } from '../../../ui/icon';
import { Way } from './way';

interface OfficeWay {
  icon: IconName;
  name: string;
  /** Who may at least look. */
  roles: Role[];
  /** What waits there. */
  waits?: keyof DeskWaiting;
  open(): void;
}

/** The pages behind the counter, each for the roles the cloud answers. */
const WAYS: OfficeWay[] = [
  { icon: 'paper', name: operator.ways.figures, roles: ['operator', 'analyst'], open: go.figures },
  {
    icon: 'member',
    name: operator.ways.members,
    roles: ['operator', 'analyst'],
    open: () => go.desk('member'),
  },
  { icon: 'ticket', name: operator.ways.offers, roles: ['operator', 'analyst'], open: go.deskOffers },
  { icon: 'people', name: operator.ways.campaigns, roles: ['operator', 'analyst'], open: go.deskCampaigns },
  { icon: 'weather', name: operator.ways.rounds, roles: ['operator', 'analyst'], open: go.deskRounds },
  {
    icon: 'gift',
    name: operator.ways.deliveries,
    roles: ['operator'],
    waits: 'deliveries',
    open: go.deliveries,
  },
  { icon: 'type', name: operator.ways.rules, roles: ['operator', 'analyst'], open: () => go.desk('rules') },
  {
    icon: 'member',
    name: operator.ways.segments,
    roles: ['operator', 'analyst'],
    open: () => go.desk('segments'),
  },
  { icon: 'badge', name: operator.ways.passes, roles: ['operator', 'analyst'], open: go.passBatches },
  {
    icon: 'books',
    name: operator.ways.books,
    roles: ['operator', 'analyst'],
    waits: 'differences',
    open: go.books,
  },
  {
    icon: 'coin',
    name: operator.ways.refunds,
    roles: ['operator', 'analyst'],
    waits: 'refunds',
    open: go.refunds,
  },
  { icon: 'paper', name: operator.ways.order, roles: ['operator', 'analyst'], open: () => go.deskOrder() },
  { icon: 'cross', name: operator.ways.revoke, roles: ['operator'], open: go.revoke },
  { icon: 'people', name: operator.ways.people, roles: ['operator', 'manager', 'analyst'], open: go.people },
  { icon: 'store', name: operator.ways.stores, roles: ['operator', 'analyst'], open: go.stores },
  { icon: 'clock', name: operator.ways.audit, roles: ['operator'], open: () => go.desk('audit') },
];

/** Ways to set things up and to look at them; nothing for a clerk. */
export function Office({ role }: { role: Role }) {
  const ways = WAYS.filter(({ roles }) => roles.includes(role));
  if (ways.length === 0) return null;
  const isDesk = role === 'operator' || role === 'analyst';
  return (
    <>
      <View className="bench-section">{operator.office}</View>
      <View className="bench-ways bench-office">
        {isDesk ? (
          <Counted ways={ways} />
        ) : (
          ways.map(({ icon, name, open }) => <Way key={name} icon={icon} name={name} onPress={open} />)
        )}
      </View>
    </>
  );
}

/** The same, each with how much waits there; asked for all of them at once. */
function Counted({ ways }: { ways: OfficeWay[] }) {
  const { value } = useQuery('admin', 'desk.waiting', {});
  return (
    <>
      {ways.map(({ icon, name, waits, open }) => (
        <Way
          key={name}
          icon={icon}
          name={name}
          count={(waits && value?.[waits]) ?? undefined}
          onPress={open}
        />
      ))}
    </>
  );
}
