import type { Endings } from './cell';
import { h } from './dom';

/** A button in the header that opens a small panel below it. Escape and a press elsewhere close it. */
export function flyout(label: string, face: HTMLElement, panel: HTMLElement, endings: Endings): HTMLElement {
  const id = `flyout-${label.toLowerCase().replace(/\W+/g, '-')}`;
  const button = h(
    'button',
    {
      type: 'button',
      class: 'flyout-button',
      'aria-expanded': 'false',
      'aria-controls': id,
      onclick: () => open(panel.hidden === true),
    },
    face,
  );
  panel.id = id;
  panel.hidden = true;
  panel.classList.add('flyout-panel');
  panel.setAttribute('role', 'group');
  panel.setAttribute('aria-label', label);
  const whole = h('div', { class: 'flyout' }, button, panel);

  function open(wanted: boolean): void {
    panel.hidden = !wanted;
    button.setAttribute('aria-expanded', String(wanted));
  }
  endings.listen(document, 'pointerdown', (event) => {
    if (!panel.hidden && !whole.contains(event.target as Node)) open(false);
  });
  whole.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  return whole;
}
