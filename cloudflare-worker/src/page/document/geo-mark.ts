import { Mark } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { GEO_MARK } from '../../contract';

export const COLOURS = 10;

/** A colour index that somebody else wrote, brought into the range we have styles for. */
export function colourOf(index: unknown): number {
  const whole = Math.trunc(Number(index));
  return Number.isFinite(whole) ? ((whole % COLOURS) + COLOURS) % COLOURS : 0;
}

export const GeoMark = Mark.create({
  name: GEO_MARK,
  // Outermost, so that a name with bold letters in it stays one element on the screen.
  priority: 2000,
  inclusive: false,

  addAttributes() {
    return {
      geoId: text('geoId', 'data-geo-id'),
      placeName: text('placeName', 'data-place-name'),
      lat: number('lat', 'data-lat'),
      lng: number('lng', 'data-lng'),
      colorIndex: number('colorIndex', 'data-color-index'),
      coordSource: text('coordSource', 'data-coord-source'),
    };
  },

  parseHTML() {
    return [{ tag: 'span[data-geo-id]' }];
  },

  renderHTML({ HTMLAttributes, mark }) {
    return ['span', { ...HTMLAttributes, class: 'place', 'data-colour': colourOf(mark.attrs['colorIndex']) }, 0];
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('renewed-geo-ids'),
        props: { transformPasted: withNewIds },
      }),
    ];
  },
});

/** A copied mark is a mention of its own: removing it must not remove the one it was copied from. */
function withNewIds(slice: Slice): Slice {
  const renewed = new Map<string, string>();
  const renew = (node: Node): Node => {
    if (!node.isText) return node.copy(renewAll(node.content));
    return node.mark(
      node.marks.map((mark) => {
        if (mark.type.name !== GEO_MARK) return mark;
        const old = String(mark.attrs['geoId']);
        if (!renewed.has(old)) renewed.set(old, `geo-${crypto.randomUUID()}`);
        return mark.type.create({ ...mark.attrs, geoId: renewed.get(old) });
      }),
    );
  };
  const renewAll = (content: Fragment): Fragment => {
    const nodes: Node[] = [];
    content.forEach((node) => {
      nodes.push(renew(node));
    });
    return Fragment.from(nodes);
  };
  return new Slice(renewAll(slice.content), slice.openStart, slice.openEnd);
}

function text(name: string, inHtml: string) {
  return attribute(name, inHtml, '', (written) => written);
}

function number(name: string, inHtml: string) {
  return attribute(name, inHtml, 0, Number);
}

function attribute<T>(name: string, inHtml: string, missing: T, read: (written: string) => T) {
  return {
    default: missing,
    parseHTML: (element: HTMLElement) => read(element.getAttribute(inHtml) ?? ''),
    renderHTML: (attributes: Record<string, unknown>) => ({ [inHtml]: String(attributes[name]) }),
  };
}
