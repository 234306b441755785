import type { PassView } from '@shared/contract';
import { useState } from 'react';
import type { PassSeats } from '../../../features/pass/holders';
import type { TypedPass } from '../../../features/pass/typed-pass';
import { Holders } from './holders';
import { Opened } from './opened';
import { TypeCard } from './type-card';
import './index.scss';

/** Where an activation stands: what is on the card, who holds it, and that it is done. */
type Step =
  | { at: 'card' }
  | { at: 'holders'; typed: TypedPass; seats: PassSeats }
  | { at: 'opened'; pass: PassView };

/** Opens a bought pass. What was typed stays when somebody goes a step back. */
export default function Activate() {
  const [step, setStep] = useState<Step>({ at: 'card' });
  const [typed, setTyped] = useState<TypedPass>({ passNo: '', activationCode: '' });
  if (step.at === 'opened') return <Opened pass={step.pass} />;
  if (step.at === 'holders') {
    return (
      <Holders
        typed={step.typed}
        seats={step.seats}
        opened={(pass) => setStep({ at: 'opened', pass })}
        back={() => setStep({ at: 'card' })}
      />
    );
  }
  return (
    <TypeCard
      typed={typed}
      change={setTyped}
      known={(sent, seats) => setStep({ at: 'holders', typed: sent, seats })}
    />
  );
}
