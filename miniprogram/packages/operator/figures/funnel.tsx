import type { FunnelStep } from '@shared/contract';
import { useQuery } from '../../../api/use-query';
import { figures } from '../../../texts/figures';
import { Card } from '../../../ui/bits';
import { countOf } from '../../../ui/format';
import { Empty } from '../../../ui/states';
import { Answer, Meanings } from './answer';
import { Bar } from './bar';
import { lastingOf, rateOf } from './format';
import type { Question } from './question';

/** How many of those who began came how far, and how long it took the one in the middle. */
export function Funnel({ what: _, ...asked }: Question<'funnel'>) {
  const query = useQuery('admin', 'stats.funnel', asked);
  return <Answer query={query} show={({ steps }) => <Steps steps={steps} />} />;
}

function Steps({ steps }: { steps: FunnelStep[] }) {
  const began = steps[0]?.members ?? 0;
  if (began === 0) return <Empty picture="dolphin" title={figures.nobodyBegan} hint={figures.otherDays} />;
  return (
    <>
      <Card>
        {steps.map(({ event, members, conversion, medianMs }, place) => (
          <Bar
            key={event}
            name={figures.steps[event] ?? event}
            value={figures.people(countOf(members))}
            facts={place === 0 ? '' : figures.stepFacts(rateOf(conversion), lastingOf(medianMs))}
            n={members}
            most={began}
          />
        ))}
      </Card>
      <Meanings of={['funnelMembers', 'conversion', 'median']} />
    </>
  );
}
