import type * as v from 'valibot';
import { adminOps } from './admin';
import { birthdayOps } from './birthday';
import { campaignOps } from './campaign';
import { memberOps } from './member';
import type { CommonRefusal, Operation } from './operation';
import { personOps } from './person';
import { staffOps } from './staff';
import { ownTagOps } from './tags';
import { trackOps } from './track';
import { walletOps } from './wallet';

export * from './admin';
export * from './admin-reads';
export * from './audit';
export * from './birthday';
export * from './books';
export * from './checkin';
export * from './config';
export * from './groupbuy';
export * from './groupbuy-desk';
export * from './lottery';
export * from './lottery-desk';
export * from './member';
export * from './member-desk';
export * from './operation';
export * from './pass';
export * from './pass-batch';
export * from './person';
export * from './staff';
export * from './stats';
export * from './tags';
export * from './track';
export * from './wallet';

/** Function → operation → contract. The phone imports the type only, the cloud the schemas as well. */
export const contract = {
  member: { ...memberOps, ...personOps, ...birthdayOps, ...ownTagOps },
  wallet: walletOps,
  campaign: campaignOps,
  staff: staffOps,
  admin: adminOps,
  track: trackOps,
};
export type Contract = typeof contract;

export type FunctionName = keyof Contract;
export type OpName<F extends FunctionName> = keyof Contract[F] & string;
type OpOf<F extends FunctionName, O extends OpName<F>> = Contract[F][O] extends Operation
  ? Contract[F][O]
  : never;

export type InputOf<F extends FunctionName, O extends OpName<F>> = v.InferInput<OpOf<F, O>['input']>;
export type ValueOf<F extends FunctionName, O extends OpName<F>> = Exclude<OpOf<F, O>['value'], undefined>;
export type RefusalOf<F extends FunctionName, O extends OpName<F>> =
  | OpOf<F, O>['refusals'][number]
  | CommonRefusal;
