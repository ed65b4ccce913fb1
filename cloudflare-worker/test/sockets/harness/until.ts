/** Waits for a condition, with a limit; answers what the condition found. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  limitMs = 20_000,
): Promise<NonNullable<T> & Exclude<T, false>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await condition();
    if (found) return found as NonNullable<T> & Exclude<T, false>;
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await pause(20);
  }
}

/** Lets time pass where time itself is the matter, and nothing announces its end. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
