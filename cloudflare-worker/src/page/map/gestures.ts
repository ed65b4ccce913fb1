import { type Camera, keepUnder, projectionOf, type Size, zoomed } from './camera';

type Point = [number, number];

export interface Moved {
  camera: () => Camera;
  size: () => Size;
  move: (camera: Camera) => void;
}

const STEP = 1.7;
const ARROW_PX = 60;
const ARROWS: Record<string, Point> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Dragging, pinching, the wheel, double clicks and keys, all told as moves of the camera. */
export function gestures(element: HTMLElement, moved: Moved): void {
  const pointers = new Map<number, Point>();
  const middle = (): Point => [moved.size().width / 2, moved.size().height / 2];
  const zoom = (factor: number, at: Point) => moved.move(zoomed(moved.camera(), moved.size(), factor, at));

  element.addEventListener('pointerdown', (event) => {
    if ((event.target as Element).closest('button')) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(element, event));
  });
  element.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = at(element, event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other) zoom(distance(now, other) / Math.max(1, distance(before, other)), between(now, other));
    else {
      const place = projectionOf(moved.camera(), moved.size()).invert?.(before);
      if (place) moved.move(keepUnder(moved.camera(), moved.size(), place, now));
    }
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(end, (event) => pointers.delete(event.pointerId));
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoom(1.0018 ** -event.deltaY, at(element, event));
    },
    { passive: false },
  );
  element.addEventListener('dblclick', (event) => {
    if (!(event.target as Element).closest('button')) zoom(STEP, at(element, event));
  });
  element.addEventListener('keydown', (event) => {
    if (event.target !== element) return;
    const [x, y] = middle();
    const arrow = ARROWS[event.key];
    if (arrow) {
      const place = projectionOf(moved.camera(), moved.size()).invert?.([x, y]);
      if (place)
        moved.move(keepUnder(moved.camera(), moved.size(), place, [x + arrow[0] * ARROW_PX, y + arrow[1] * ARROW_PX]));
    } else if (event.key === '+' || event.key === '=') zoom(STEP, [x, y]);
    else if (event.key === '-') zoom(1 / STEP, [x, y]);
    else return;
    event.preventDefault();
  });
}

export function step(moved: Moved, closer: boolean): void {
  const { width, height } = moved.size();
  moved.move(zoomed(moved.camera(), moved.size(), closer ? STEP : 1 / STEP, [width / 2, height / 2]));
}

function at(element: HTMLElement, event: MouseEvent): Point {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function between(a: Point, b: Point): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
