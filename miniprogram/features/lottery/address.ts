import type { Address, WinView } from '@shared/contract';
import { type Errors, Reader } from '../../ui/form/reader';

/** Where a prize goes, as it is typed. */
export interface AddressForm {
  name: string;
  phone: string;
  detail: string;
}

/** What to begin with: the address that was given for the first of these wins that has one. */
export function addressGiven(wins: Array<Pick<WinView, 'address'>>): AddressForm {
  const given = wins.map(({ address }) => address).find((address) => address && typeof address === 'object');
  return given && typeof given === 'object' ? { ...given } : { name: '', phone: '', detail: '' };
}

const PHONE = /^\+?[0-9][0-9 -]{4,19}$/;

/** The address the cloud takes, or what is wrong with it. */
export function addressOf(form: AddressForm, phoneWrong: string): { address: Address } | { errors: Errors } {
  const read = new Reader();
  const name = read.words('name', form.name, { max: 32, must: true });
  const phone = read.words('phone', form.phone, { max: 20, must: true });
  if (phone !== undefined && !PHONE.test(phone)) read.fail('phone', phoneWrong);
  const detail = read.words('detail', form.detail, { max: 200, must: true });
  if (Object.keys(read.errors).length > 0 || !name || !phone || !detail) return { errors: read.errors };
  return { address: { name, phone, detail } };
}
