const LIMIT_MS = 15_000;

/** Waits for a condition, not for a time. What never comes true is named. */
export async function until(what: string, met: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!(await met())) {
    if (performance.now() > end) throw new Error(`never came true in ${LIMIT_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
