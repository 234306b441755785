import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Once before all tests that run a local cloud: builds it and the cloud functions. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, ['localcloud/build.mjs', 'cloud'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
