// What scripted people write: sentences of which it is known which places they name, each of them once in the world.

const TOWNS = [
  'Lisbon',
  'Nairobi',
  'Quito',
  'Kyoto',
  'Oslo',
  'Tunis',
  'Accra',
  'Riga',
  'Helsinki',
  'Budapest',
  'Warsaw',
  'Cairo',
  'Montevideo',
  'Reykjavik',
  'Ljubljana',
  'Tallinn',
  'Zagreb',
  'Bucharest',
  'Copenhagen',
  'Stockholm',
  'Jakarta',
  'Bangkok',
  'Hanoi',
  'Ankara',
];
/** @type {((who: string, a: string, b: string) => string)[]} */
const JOURNEYS = [
  (who, a, b) => `Traveller ${who} flew from ${a} to ${b}.`,
  (who, a, b) => `The parcel of ${who} left ${a} on Monday and has reached ${b}.`,
  (who, a, b) => `Between ${a} and ${b} the train of ${who} was late.`,
];

/** The same numbers for the same seed. @param {number} seed */
export function chanceOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @template T @param {() => number} chance @param {readonly T[]} list @returns {T} */
export const pick = (chance, list) => /** @type {T} */ (list[Math.floor(chance() * list.length)]);

/** @param {() => number} chance @param {string} who @returns {{ text: string, places: string[] }} */
export function journey(chance, who) {
  const from = pick(chance, TOWNS);
  const to = pick(
    chance,
    TOWNS.filter((town) => town !== from),
  );
  return { text: pick(chance, JOURNEYS)(who, from, to), places: [from, to] };
}
