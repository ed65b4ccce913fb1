import { inject } from 'vitest';
import { devVars } from '../../scripts/dev-vars.mjs';
import { startRuntime } from '../../scripts/runtime.mjs';

/** The real object and the built page in workerd, on a free port, with nothing kept after the test. */
export async function startServer(
  vars: Record<string, string> = {},
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const { script, page } = inject('built');
  const { url, stop } = await startRuntime({ script, vars: { ...devVars('', {}), ...vars }, page });
  return { origin: url.origin, stop };
}
