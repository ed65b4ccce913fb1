/** A SQLite value of 2.1 MB is stored and one of 2.3 MB fails, so nothing larger than this goes into a row. */
export const CHUNK_BYTES = 1_000_000;

/** Cuts bytes into parts that fit a row; no bytes are one empty part. */
export function cut(bytes: Uint8Array, size: number = CHUNK_BYTES): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}

export function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
