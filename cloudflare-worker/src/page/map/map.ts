import { geoGraticule10, geoPath } from 'd3-geo';
import type { Place } from '../document/places';
import type { Endings } from '../lib/cell';
import { h, show, svg } from '../lib/dom';
import { texts } from '../texts';
import { around, type Camera, projectionOf, type Size, WORLD } from './camera';
import { gestures, step } from './gestures';
import { labels, type Pin } from './labels';
import { type Land, land } from './land';

const FINE_FROM = 3;
/** About the width of a letter of a name: measuring each would make the browser lay out the page again. */
const LETTER_PX = 8;

export interface WorldMap {
  element: HTMLElement;
  /** Draws these places, the focused one in front. */
  draw: (places: readonly Place[], focused: Place | undefined) => void;
}

/** A map of the world with a pin for each place. It frames what is new until somebody moves it; then it stays put. */
export function worldMap(visit: (place: Place) => void, endings: Endings): WorldMap {
  const sphere = svg('path', { class: 'sea' });
  const net = svg('path', { class: 'graticule' });
  const ground = svg('path', { class: 'land' });
  const borders = svg('path', { class: 'borders' });
  const picture = svg('svg', { 'aria-hidden': 'true', focusable: 'false' });
  picture.append(sphere, net, ground, borders);
  const pins = h('ul', { class: 'pins', 'aria-label': texts.map.pins });
  const element = h('div', { class: 'map', role: 'group', 'aria-label': texts.map.label, tabIndex: 0 });

  let size: Size = { width: 0, height: 0 };
  let camera: Camera = WORLD;
  let moved = false;
  let shown: readonly Place[] = [];
  let focused: Place | undefined;
  let coarse: Land | undefined;
  let fine: Land | undefined;
  let asked = 0;
  const byKey = new Map<string, { item: HTMLLIElement; place: Place }>();

  const control = {
    camera: () => camera,
    size: () => size,
    move: (next: Camera) => {
      camera = next;
      moved = true;
      redraw();
    },
  };
  const tool = (label: string, sign: string, act: () => void) =>
    h('button', { type: 'button', title: label, 'aria-label': label, onclick: act }, sign);
  element.append(
    picture,
    pins,
    h(
      'div',
      { class: 'map-tools' },
      tool(texts.map.zoomIn, '+', () => step(control, true)),
      tool(texts.map.zoomOut, '−', () => step(control, false)),
      tool(texts.map.all, '⤢', frame),
    ),
  );
  gestures(element, control);

  const sized = new ResizeObserver(([entry]) => {
    if (!entry) return;
    size = { width: entry.contentRect.width, height: entry.contentRect.height };
    picture.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    if (moved) redraw();
    else frame();
  });
  sized.observe(element);
  endings.add(() => sized.disconnect());
  endings.add(() => cancelAnimationFrame(asked));
  void land('coarse').then((loaded) => {
    coarse = loaded;
    redraw();
  });

  return { element, draw };

  function draw(places: readonly Place[], looked: Place | undefined): void {
    const grew = places.length !== shown.length;
    shown = places;
    focused = looked;
    drawPins();
    if (grew && !moved) frame();
    else if (looked?.at && !inView(looked.at)) {
      camera = { ...camera, ...looked.at };
      redraw();
    } else redraw();
  }

  function frame(): void {
    camera = around(
      shown.flatMap((place) => (place.at ? [place.at] : [])),
      size,
    );
    moved = false;
    redraw();
  }

  function redraw(): void {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(paint);
  }

  function paint(): void {
    if (size.width === 0) return;
    const projection = projectionOf(camera, size);
    const path = geoPath(projection);
    const detail = camera.zoom >= FINE_FROM ? (fine ?? coarse) : coarse;
    if (camera.zoom >= FINE_FROM && !fine)
      void land('fine').then((loaded) => {
        fine ??= loaded;
        redraw();
      });
    sphere.setAttribute('d', path({ type: 'Sphere' }) ?? '');
    net.setAttribute('d', path(geoGraticule10()) ?? '');
    ground.setAttribute('d', (detail && path(detail.land)) ?? '');
    borders.setAttribute('d', (detail && path(detail.borders)) ?? '');
    const seen: Array<Pin & { item: HTMLElement }> = [];
    for (const { item, place } of byKey.values()) {
      const [x, y] = (place.at && projection([place.at.lng, place.at.lat])) ?? [-1, -1];
      item.hidden = x < 0 || y < 0 || x > size.width || y > size.height;
      item.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      if (!item.hidden) seen.push({ item, x, y, width: [...place.name].length * LETTER_PX });
    }
    const names = labels(seen, size.width);
    seen.forEach(({ item }, index) => {
      item.classList.toggle('pin-left', names[index] === 'left');
      item.classList.toggle('pin-crowded', names[index] === 'crowded');
    });
  }

  /** A pin that stays is kept as an element, so that the focus on it survives the marks of others. */
  function drawPins(): void {
    const before = new Map(byKey);
    byKey.clear();
    for (const place of shown) {
      if (!place.at) continue;
      const item = before.get(place.key)?.item ?? pin(place);
      item.dataset['colour'] = String(place.colour);
      item.classList.toggle('pin-focused', place.key === focused?.key);
      byKey.set(place.key, { item, place });
    }
    const wanted = [...byKey.values()].map(({ item }) => item);
    if (wanted.length !== pins.children.length || wanted.some((item, index) => pins.children[index] !== item))
      show(pins, ...wanted);
  }

  function pin(place: Place): HTMLLIElement {
    return h(
      'li',
      { class: 'pin' },
      h(
        'button',
        { type: 'button', 'aria-label': place.name, onclick: () => visitNow(place.key) },
        h('span', { class: 'shape', 'aria-hidden': 'true' }),
        h('span', { class: 'pin-name', 'aria-hidden': 'true' }, place.name),
      ),
    );
  }

  function visitNow(key: string): void {
    const known = byKey.get(key);
    if (known) visit(known.place);
  }

  function inView(at: { lat: number; lng: number }): boolean {
    const [x, y] = projectionOf(camera, size)([at.lng, at.lat]) ?? [-1, -1];
    return x > 12 && y > 12 && x < size.width - 12 && y < size.height - 12;
  }
}
