import type { DocumentSummary } from '../../contract';
import { api, Refusal } from '../api';
import type { Endings } from '../lib/cell';
import { h, show } from '../lib/dom';
import { hrefOf } from '../route';
import { ago, texts } from '../texts';
import { useToken } from '../token';
import { tokenForm } from '../token-form';

const LOOK_AGAIN_MS = 4_000;

/** The list of documents: who is there, and whether an agent is. It looks again while it is in view. */
export function openDocuments(room: Element, endings: Endings): void {
  document.title = texts.product;
  const list = h('ul', { class: 'documents-list' });
  const note = h('div', { class: 'documents-note', role: 'status' });
  show(
    room,
    h(
      'main',
      { class: 'documents' },
      h(
        'header',
        {},
        h('p', { class: 'mark-of-product' }, texts.product),
        h('h1', {}, texts.documents.title),
        h('p', { class: 'lead' }, texts.documents.lead),
      ),
      openForm(),
      note,
      list,
    ),
  );

  let shown = '';
  const look = async () => {
    if (document.hidden) return;
    try {
      const { documents } = await api.documents();
      show(note, documents.length === 0 && texts.documents.empty);
      // An unchanged list is left alone: the focus stays where it is.
      const now = Date.now();
      const next = JSON.stringify(documents.map((summary) => [summary, ago(summary.editedAt ?? 0, now)]));
      if (next !== shown)
        drawKeepingFocus(
          list,
          documents.map((summary) => row(summary, now)),
        );
      shown = next;
    } catch (problem) {
      showProblem(note, problem);
    }
  };
  const timer = setInterval(look, LOOK_AGAIN_MS);
  endings.add(() => clearInterval(timer));
  endings.listen(document, 'visibilitychange', look);
  void look();

  function showProblem(where: Element, problem: unknown): void {
    const refused = problem instanceof Refusal;
    if (refused && problem.status === 401) {
      if (where.querySelector('form')) return;
      show(
        where,
        problem.message,
        tokenForm((text) => {
          useToken(text);
          void look();
        }),
      );
    } else show(where, refused ? problem.message : texts.documents.failed);
  }
}

function openForm(): HTMLFormElement {
  const name = h('input', {
    type: 'text',
    name: 'document',
    placeholder: texts.documents.newHint,
    'aria-label': texts.documents.newLabel,
    autocomplete: 'off',
    maxLength: 200,
    pattern: '(?!\\s*\\.{1,2}\\s*$).*',
    title: texts.documents.newRule,
    required: true,
  });
  return h(
    'form',
    {
      class: 'open-form',
      onsubmit: (event: Event) => {
        event.preventDefault();
        const wanted = name.value.trim();
        if (wanted !== '') location.hash = hrefOf(wanted);
      },
    },
    name,
    h('button', { type: 'submit' }, texts.documents.open),
  );
}

function row(summary: DocumentSummary, now: number): HTMLLIElement {
  const people = summary.people > 0 ? texts.documents.people(summary.people) : texts.documents.nobody;
  const edited =
    summary.editedAt === null ? texts.documents.editedNever : texts.documents.edited(ago(summary.editedAt, now));
  return h(
    'li',
    { class: summary.people > 0 ? 'in-use' : '' },
    h('a', { href: hrefOf(summary.documentId) }, summary.documentId),
    h(
      'span',
      { class: 'facts' },
      h('span', {}, people),
      h('span', { class: `agent-badge agent-${summary.agent.state}` }, texts.agentBadge(summary.agent)),
      h('span', {}, edited),
    ),
    summary.agent.reason && summary.agent.state !== 'attached' && h('span', { class: 'reason' }, summary.agent.reason),
  );
}

function drawKeepingFocus(list: Element, rows: HTMLElement[]): void {
  const focused = document.activeElement?.getAttribute('href');
  show(list, ...rows);
  if (focused) list.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
}
