import type { CommandName } from './outcome';

/**
 * The operations that change something. The phone knows the contract by its types only (no validator of the cloud
 * in the bundle), so their names are written out here; a test holds the list against the contract.
 */
const COMMANDS: ReadonlySet<string> = new Set<CommandName>([
  'member.join',
  'member.bindPhone',
  'member.updateProfile',
  'member.consent',
  'member.credit',
  'birthday.open',
  'birthday.bless',
  'offer.remind',
  'pass.activate',
  'pass.freeze',
  'pass.unfreeze',
  'pass.renew',
  'pass.invite',
  'pass.bind',
  'pass.issueBatch',
  'coupon.claim',
  'coupon.give',
  'coupon.accept',
  'coupon.takeBack',
  'checkin.sign',
  'checkin.makeUp',
  'redemption.confirm',
  'redemption.undo',
  'redemption.sync',
  'redemption.resolve',
  'offer.save',
  'offer.publish',
  'offer.stop',
  'offer.raiseStock',
  'offer.copy',
  'coupon.revoke',
  'staff.save',
  'store.save',
  'config.set',
  'groupbuy.open',
  'groupbuy.join',
  'groupbuy.buyAlone',
  'order.pay',
  'order.cancel',
  'order.refund',
  'groupbuy.save',
  'groupbuy.publish',
  'groupbuy.stop',
  'refund.retry',
]);

export const isCommand = (op: string): boolean => COMMANDS.has(op);
