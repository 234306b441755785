import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OfferDraft } from '../../shared-types/contract';
import type { OfferId } from '../../shared-types/ids';
import { memoryStorage } from './memory-storage';

const kept = memoryStorage();
vi.mock('../../miniprogram/platform/storage', () => ({ storage: kept }));
const { dropForm, keepForm, keptForm, noteSaved } = await import(
  '../../miniprogram/features/offers/kept-form'
);
const { blankForm } = await import('../../miniprogram/features/offers/form');

const form = blankForm(Date.parse('2026-06-10T12:00:00+08:00'));
const sent = { title: '券', kind: 'exchange', stock: 1 } as OfferDraft;
const offerId = 'off_1' as OfferId;

beforeEach(() => dropForm(undefined));

describe('a form that was not saved yet', () => {
  it('is there for its own offer only, until it is dropped', () => {
    keepForm(offerId, { form, version: 7 });
    expect(keptForm(offerId)).toEqual({ form, version: 7 });
    expect(keptForm()).toBeUndefined();
    dropForm(offerId);
    expect(keptForm(offerId)).toBeUndefined();
  });

  it('given its save is answered at the next start, in whatever order of fields, then the next save changes that draft', () => {
    keepForm(undefined, { form, sent });
    noteSaved({ stock: 1, kind: 'exchange', title: '券' } as OfferDraft, { offerId });
    expect(keptForm()?.savedAs).toBe(offerId);
  });

  it('given another save is answered, then nothing is learnt of this one', () => {
    keepForm(undefined, { form, sent });
    noteSaved({ ...sent, title: '别的券' }, { offerId });
    expect(keptForm()).not.toHaveProperty('savedAs');
    dropForm(undefined);
    noteSaved(sent, { offerId });
    expect(keptForm()).toBeUndefined();
  });
});
