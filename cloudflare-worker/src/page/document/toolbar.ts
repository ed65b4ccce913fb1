import type { Editor } from '@tiptap/core';
import type { Endings } from '../lib/cell';
import { h } from '../lib/dom';
import { texts } from '../texts';

interface Tool {
  label: string;
  sign: string;
  kind: string;
  use: (editor: Editor) => void;
  active?: (editor: Editor) => boolean;
}

const TOOLS: readonly Tool[] = [
  {
    label: texts.tools.heading,
    sign: 'H',
    kind: 'heading',
    use: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    active: (editor) => editor.isActive('heading'),
  },
  {
    label: texts.tools.bold,
    sign: 'B',
    kind: 'bold',
    use: (editor) => editor.chain().focus().toggleBold().run(),
    active: (editor) => editor.isActive('bold'),
  },
  {
    label: texts.tools.italic,
    sign: 'I',
    kind: 'italic',
    use: (editor) => editor.chain().focus().toggleItalic().run(),
    active: (editor) => editor.isActive('italic'),
  },
  {
    label: texts.tools.list,
    sign: '•',
    kind: 'list',
    use: (editor) => editor.chain().focus().toggleBulletList().run(),
    active: (editor) => editor.isActive('bulletList'),
  },
  {
    label: texts.tools.quote,
    sign: '“',
    kind: 'quote',
    use: (editor) => editor.chain().focus().toggleBlockquote().run(),
    active: (editor) => editor.isActive('blockquote'),
  },
  { label: texts.tools.undo, sign: '↶', kind: 'undo', use: (editor) => editor.chain().focus().undo().run() },
  { label: texts.tools.redo, sign: '↷', kind: 'redo', use: (editor) => editor.chain().focus().redo().run() },
];

/** Formatting, one stop of the Tab key: the arrows move inside, as people expect of a toolbar. */
export function toolbar(editor: Editor, endings: Endings): HTMLElement {
  const buttons = TOOLS.map((tool, index) =>
    h(
      'button',
      {
        type: 'button',
        class: `tool tool-${tool.kind}`,
        title: tool.label,
        'aria-label': tool.label,
        tabIndex: index === 0 ? 0 : -1,
        // Pressing must not take the caret out of the text.
        onmousedown: (event: Event) => event.preventDefault(),
        onclick: () => tool.use(editor),
      },
      tool.sign,
    ),
  );
  const bar = h(
    'div',
    {
      class: 'toolbar',
      role: 'toolbar',
      'aria-label': texts.tools.label,
      onkeydown: (event: KeyboardEvent) => move(event, buttons),
    },
    ...buttons,
  );
  const reflect = () => {
    TOOLS.forEach((tool, index) => {
      if (tool.active) buttons[index]?.setAttribute('aria-pressed', String(tool.active(editor)));
    });
    bar.hidden = !editor.isEditable;
  };
  editor.on('transaction', reflect);
  editor.on('update', reflect);
  endings.add(() => editor.off('transaction', reflect).off('update', reflect));
  reflect();
  return bar;
}

function move(event: KeyboardEvent, buttons: HTMLButtonElement[]): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const from = buttons.indexOf(event.target as HTMLButtonElement);
  if (step === 0 || from < 0) return;
  event.preventDefault();
  const to = buttons[(from + step + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === to ? 0 : -1;
  to?.focus();
}
