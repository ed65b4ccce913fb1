import { Editor } from '@tiptap/core';
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { RestorePoint } from '../../contract';
import { api, Refusal } from '../api';
import { h, show } from '../lib/dom';
import { moment, texts } from '../texts';
import { content } from './editor';

export interface RestoreParts {
  documentId: string;
  fragment: string;
  mayRestore: () => boolean;
  say: (text: string) => void;
}

/** Earlier versions: a list, a look at each, and the way back. A modal dialog, so that nothing is written meanwhile. */
export function restoreDialog({ documentId, fragment, mayRestore, say }: RestoreParts): {
  element: HTMLDialogElement;
  open: () => void;
} {
  const list = h('ul', { class: 'restore-list' });
  const view = h('div', { class: 'restore-view' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const element = h(
    'dialog',
    { class: 'restore', 'aria-label': texts.restore.title },
    h(
      'header',
      {},
      h('div', {}, h('h2', {}, texts.restore.title), h('p', {}, texts.restore.lead)),
      h(
        'button',
        { type: 'button', class: 'quiet close', 'aria-label': texts.restore.close, onclick: () => element.close() },
        '×',
      ),
    ),
    problem,
    h('div', { class: 'restore-columns' }, list, view),
  );
  let preview: Editor | undefined;
  element.addEventListener('close', () => preview?.destroy());

  const trying = async (what: () => Promise<void>) => {
    show(problem);
    try {
      await what();
    } catch (reason) {
      show(problem, reason instanceof Refusal ? reason.message : texts.restore.failed);
    }
  };
  const open = () => {
    show(list);
    show(view, h('p', { class: 'lead' }, texts.restore.choose));
    element.showModal();
    void trying(async () => {
      const { points } = await api.restorePoints(documentId);
      show(
        list,
        ...(points.length === 0
          ? [h('li', { class: 'lead' }, texts.restore.empty)]
          : points.map((point) =>
              h(
                'li',
                {},
                entry(point, () => void trying(() => look(point))),
              ),
            )),
      );
    });
  };
  const look = async (point: RestorePoint) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await api.restorePoint(documentId, point.point));
    preview?.destroy();
    const page = h('div', { class: 'restore-page' });
    show(
      view,
      h(
        'div',
        { class: 'restore-bar' },
        h('p', {}, texts.restore.preview(moment(point.madeAt))),
        mayRestore() &&
          h(
            'button',
            { type: 'button', class: 'primary', onclick: () => void trying(() => bring(point)) },
            texts.restore.bring,
          ),
      ),
      page,
      h('p', { class: 'lead' }, texts.restore.keep),
    );
    preview = new Editor({
      element: page,
      extensions: content,
      content: yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(fragment)),
      editable: false,
      injectCSS: false,
      editorProps: {
        attributes: { class: 'text', role: 'document', 'aria-label': texts.restore.preview(moment(point.madeAt)) },
      },
    });
  };
  const bring = async (point: RestorePoint) => {
    await api.restore(documentId, point.point);
    element.close();
    say(texts.restore.done);
  };
  return { element, open };
}

function entry(point: RestorePoint, look: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'restore-entry', onclick: look },
    h('span', { class: 'restore-when' }, moment(point.madeAt)),
    point.kind === 'before_restore' && h('span', { class: 'restore-kind' }, texts.restore.before),
    h('span', { class: 'restore-words' }, point.preview || texts.restore.blank),
  );
}
