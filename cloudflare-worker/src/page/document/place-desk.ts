import type { Editor } from '@tiptap/core';
import { Cell, type Endings } from '../lib/cell';
import { texts } from '../texts';
import { candidatesFor, onCandidates } from './candidates';
import { placeCard } from './place-card';
import { chooseInstead, removeMarks } from './place-edits';
import { focusPlace, geoIdAtCaret } from './place-focus';
import { type Place, placeOf, placesIn } from './places';
import type { Room } from './room';

const PHONE = '(max-width: 52rem)';
const GAP = 8;

/** Keeps the places of the text, the one that is looked at, and its card together. */
export class PlaceDesk {
  readonly places = new Cell<Place[]>([]);
  /** The mention that is looked at. */
  readonly focused = new Cell<string | null>(null);
  readonly card: HTMLElement;
  readonly #draw: ReturnType<typeof placeCard>['draw'];
  #cameFrom: HTMLElement | null = null;
  #said = '';

  constructor(
    readonly editor: Editor,
    readonly room: Room,
    readonly say: (text: string) => void,
    endings: Endings,
  ) {
    const made = placeCard({
      remove: (geoIds) =>
        this.#edit((place) => {
          removeMarks(editor, geoIds, place);
          say(texts.card.removed(place.name));
        }),
      choose: (candidate) => this.#edit((place) => chooseInstead(editor, place, candidate)),
      next: () => this.#next(),
      close: () => this.close(),
    });
    this.card = made.element;
    this.#draw = made.draw;
    const look = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) this.#look();
    };
    editor.on('transaction', look);
    endings.add(() => editor.off('transaction', look));
    endings.add(onCandidates(room.doc, () => this.#show()));
    this.#look();
    endings.listen(editor.view.dom, 'click', (event) => this.#clicked(event));
    endings.listen(editor.view.dom, 'keydown', (event) => this.#keyed(event as KeyboardEvent));
    endings.listen(window, 'resize', () => this.#place());
    endings.listen(window, 'scroll', () => this.#place());
  }

  /** Looks at a place from outside the text: scrolls to its first mention, or the next one when it is shown already. */
  visit(place: Place): void {
    const at = place.mentions.findIndex((one) => one.geoId === this.focused.value);
    const mention = place.mentions[(at + 1) % place.mentions.length];
    if (mention) this.open(mention.geoId, { scroll: true });
  }

  open(geoId: string, { scroll = false, takeFocus = false } = {}): void {
    this.focused.set(geoId);
    focusPlace(this.editor.view, geoId);
    if (scroll) this.#element(geoId)?.scrollIntoView({ block: 'center', behavior: 'auto' });
    this.#show();
    if (!takeFocus) return;
    this.#cameFrom = document.activeElement as HTMLElement | null;
    this.card.focus();
  }

  close(): void {
    const inside = this.card.contains(document.activeElement);
    this.focused.set(null);
    focusPlace(this.editor.view, null);
    this.card.hidden = true;
    if (inside) this.#leave();
    this.#cameFrom = null;
  }

  #leave(): void {
    const to = this.#cameFrom;
    // The editor's own way puts the caret back where it was.
    if (to?.isConnected && !this.editor.view.dom.contains(to)) to.focus();
    else this.editor.view.focus();
  }

  #look(): void {
    this.places.set(placesIn(this.editor.state.doc));
    if (this.focused.value === null) return;
    if (placeOf(this.focused.value, this.places.value)) this.#show();
    else this.close();
  }

  #edit(edit: (place: Place) => void): void {
    const place = this.#current();
    if (place && this.editor.isEditable) edit(place);
  }

  #next(): void {
    const place = this.#current();
    if (place) this.visit(place);
  }

  #current(): Place | undefined {
    return this.focused.value === null ? undefined : placeOf(this.focused.value, this.places.value);
  }

  #show(): void {
    const place = this.#current();
    if (!place || this.focused.value === null) return;
    const candidates = candidatesFor(this.room.doc, place);
    // Drawn again only when it says something else, so that the focus inside it is not lost while others write.
    const says = JSON.stringify([
      place.key,
      place.source,
      place.mentions.map((one) => one.geoId),
      this.focused.value,
      candidates,
      this.editor.isEditable,
    ]);
    const hadFocus = this.card.contains(document.activeElement);
    if (says !== this.#said) this.#draw(place, this.focused.value, candidates, this.editor.isEditable);
    this.#said = says;
    if (hadFocus && !this.card.contains(document.activeElement)) this.card.focus();
    this.card.hidden = false;
    this.#place();
  }

  /** Below the mention, inside the window; on a phone the style sheet puts it at the bottom. */
  #place(): void {
    if (this.card.hidden || this.focused.value === null) return;
    if (matchMedia(PHONE).matches) {
      this.card.style.removeProperty('transform');
      return;
    }
    const name = this.#element(this.focused.value)?.getBoundingClientRect();
    if (!name) return;
    const { width, height } = this.card.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(name.left, innerWidth - width - GAP));
    const below = name.bottom + GAP;
    const top = below + height > innerHeight - GAP ? Math.max(GAP, name.top - height - GAP) : below;
    this.card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  #element(geoId: string): HTMLElement | null {
    return this.editor.view.dom.querySelector(`[data-geo-id="${CSS.escape(geoId)}"]`);
  }

  #clicked(event: Event): void {
    const name = (event.target as Element).closest<HTMLElement>('[data-geo-id]');
    if (name?.dataset['geoId']) this.open(name.dataset['geoId']);
    else if (!this.card.hidden) this.close();
  }

  #keyed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.card.hidden) this.close();
    if (event.key !== 'Enter' || !event.altKey) return;
    const geoId = geoIdAtCaret(this.editor.view);
    if (!geoId) return;
    event.preventDefault();
    this.open(geoId, { takeFocus: true });
  }
}
