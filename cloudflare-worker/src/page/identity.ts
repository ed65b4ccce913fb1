import { Cell } from './lib/cell';

/** How a person appears to the others: a name they may change and a colour that stays. */
export interface Identity {
  name: string;
  color: string;
}

const KEPT = 'attache.identity';
const NAME_LIMIT = 40;

const COLOURS = ['#b3261e', '#1f5fa8', '#2f6d3a', '#8a4b00', '#7a3b96', '#006d75', '#a8306e', '#3d4a9e'];
const NAMES = ['Heron', 'Linden', 'Otter', 'Juniper', 'Curlew', 'Hazel', 'Marten', 'Sorrel', 'Plover', 'Rowan'];

export const identity = new Cell<Identity>(kept() ?? fresh());

export function rename(name: string): void {
  const trimmed = name.trim().slice(0, NAME_LIMIT);
  if (trimmed === '') return;
  identity.set({ ...identity.value, name: trimmed });
  localStorage.setItem(KEPT, JSON.stringify(identity.value));
}

function kept(): Identity | undefined {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (typeof read !== 'object' || read === null) return undefined;
    const name: unknown = Reflect.get(read, 'name');
    const color: unknown = Reflect.get(read, 'color');
    return typeof name === 'string' && typeof color === 'string' ? { name, color } : undefined;
  } catch {
    return undefined;
  }
}

function fresh(): Identity {
  const made = { name: oneOf(NAMES), color: oneOf(COLOURS) };
  localStorage.setItem(KEPT, JSON.stringify(made));
  return made;
}

function oneOf(choices: readonly string[]): string {
  return choices[Math.floor(Math.random() * choices.length)] ?? '';
}
