import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../runtime/files.ts';

/** What functions are declared to need: name → kind. `kid` is a short name, every other kind 32 random bytes. */
type Declared = Record<string, string>;

const FALLBACK: Declared = {
  SIGNING_SECRET_KEY: 'ed25519-seed',
  SIGNING_KID: 'kid',
  ID_HMAC_KEY: 'hmac',
  PASS_HMAC_KEY: 'hmac',
  LOTTERY_KEY: 'aes',
};

/**
 * The secrets of this data directory, made once and kept in it, because ids and codes derive from them. A variable
 * of the same name in this process goes first.
 * @param declarationsDir where the build puts `env.json`, the declared names
 */
export function readSecrets(dataDir: string, declarationsDir: string): Record<string, string> {
  const file = join(dataDir, 'secrets.json');
  const kept: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const all = { ...kept };
  for (const [name, kind] of Object.entries(declaredSecrets(join(declarationsDir, 'env.json')))) {
    all[name] ??= kind === 'kid' ? 'local' : randomBytes(32).toString('base64url');
  }
  if (Object.keys(all).length > Object.keys(kept).length) writeWhole(file, JSON.stringify(all, null, 2));
  for (const name of Object.keys(all)) all[name] = process.env[name] ?? all[name] ?? '';
  return all;
}

function declaredSecrets(file: string): Declared {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Declared) : FALLBACK;
}
