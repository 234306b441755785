/**
 * The secrets a function needs, by name. The local cloud generates them once per data directory; in a real
 * environment they are set as environment variables of every function (docs/operations.md).
 */
export const SECRETS = {
  /** 32 random bytes, base64url: derives ids, member keys and typed numbers. Changing it loses every member. */
  ID_HMAC_KEY: 'hmac',
  /** 32 random bytes, base64url: activation codes of passes are made with it. Changing it voids every unopened one. */
  PASS_HMAC_KEY: 'hmac',
  /** 32 random bytes, base64url: phone numbers are sealed with it. Changing it loses every number. */
  PHONE_KEY: 'aes',
  /** 32 random bytes, base64url: seeds of draws are sealed with it until the draw. Changing it voids every open round. */
  LOTTERY_KEY: 'aes',
  /** 32-byte Ed25519 seed, base64url: signs counter codes. */
  SIGNING_SECRET_KEY: 'ed25519-seed',
  /** Short name of the signing key, in every code. */
  SIGNING_KID: 'kid',
} as const;

export type SecretName = keyof typeof SECRETS;

/** Reads one secret; a missing one is a fault of the deployment, said by name and never by value. */
export function secret(name: SecretName): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

/** Reads a setting of the deployment that is no secret. */
export const option = (name: string, fallback: string): string => process.env[name] ?? fallback;
