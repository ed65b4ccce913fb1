/** A pin on the map with the room its name would take. */
export interface Pin {
  x: number;
  y: number;
  /** Width of the name in pixels. */
  width: number;
}

export type Label = 'right' | 'left' | 'crowded';

const BESIDE = 14;
const HALF_HEIGHT = 9;
const HALF_PIN = 8;

type Box = [left: number, top: number, right: number, bottom: number];

/**
 * On which side of its pin each name is written, in the order of importance; a name that would lie over another name or
 * pin is left out (the list below the map has it, and so has the pin once it is pointed at).
 */
export function labels(pins: readonly Pin[], mapWidth: number): Label[] {
  const taken: Box[] = pins.map(({ x, y }) => [x - HALF_PIN, y - HALF_PIN, x + HALF_PIN, y + HALF_PIN]);
  return pins.map((pin) => {
    for (const side of ['right', 'left'] as const) {
      const box = nameBox(pin, side);
      if (box[0] < 0 || box[2] > mapWidth || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return side;
    }
    return 'crowded';
  });
}

function nameBox({ x, y, width }: Pin, side: 'right' | 'left'): Box {
  const left = side === 'right' ? x + BESIDE : x - BESIDE - width;
  return [left, y - HALF_HEIGHT, left + width, y + HALF_HEIGHT];
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
