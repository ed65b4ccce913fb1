import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { agentLine } from '../../src/page/document/agent-line';
import { inkOn } from '../../src/page/document/ink';
import { presenceIn } from '../../src/page/document/presence';
import { unknownNames } from '../../src/page/document/unknown-content';
import { labels } from '../../src/page/map/labels';
import { hrefOf, routeOf } from '../../src/page/route';

test('any document name survives the way through the address bar', () => {
  for (const document of ['report', 'a/b', 'a%2Fb', '☂ ?#&', '%'])
    expect(routeOf(hrefOf(document))).toEqual({ page: 'document', document });
});

test('an address that says nothing we know is the list', () => {
  for (const hash of ['', '#', '#/', '#/d/', '#/d/%E0%A4%A', '#/d/..', '#/d/a%0A', hrefOf('🦊'.repeat(129))])
    expect(routeOf(hash)).toEqual({ page: 'documents' });
});

test('what peers say of themselves is cut and checked before it is shown', () => {
  const states = new Map<number, unknown>([
    [1, { user: { name: 'x'.repeat(500), color: 'red;background:url(//evil)' } }],
    [2, { user: { name: 'Attaché', color: '#0f5c63' }, agent: { state: 'dancing', reason: 7 } }],
    [3, { nobody: true }],
    [4, null],
  ]);

  const { people, agents } = presenceIn(states, 1);

  expect(people).toEqual([{ clientId: 1, name: 'x'.repeat(40), colour: '#6b6760', me: true }]);
  expect(agents).toEqual([{ clientId: 2, name: 'Attaché', colour: '#0f5c63', doing: 'resting', reason: '' }]);
});

test('the header says why there is no agent', () => {
  expect(agentLine([], { state: 'off' }, true).title).toBe('Agent switched off');
  expect(agentLine([], { state: 'waiting', position: 3 }, true).reason).toContain('number 3 in line');
  expect(agentLine([], { state: 'waiting', reason: 'All are busy.' }, true).reason).toBe('All are busy.');
  expect(agentLine([], null, false).title).toBe('Agent unknown while offline');
});

test('names on the map lie over nothing, and go to the left where the right is full', () => {
  expect(
    labels(
      [
        { x: 100, y: 100, width: 60 },
        { x: 104, y: 103, width: 60 },
        { x: 102, y: 106, width: 60 },
      ],
      500,
    ),
  ).toEqual(['right', 'left', 'crowded']);
  expect(labels([{ x: 480, y: 100, width: 60 }], 500)).toEqual(['left']);
});

test('a letter on a face is dark on light colours and light on dark ones', () => {
  expect([inkOn('#ffe680'), inkOn('#1f5fa8')]).toEqual(['#000000', '#ffffff']);
});

test('marks and nodes the editor does not know are named, its own are not', () => {
  const fragment = new Y.Doc().getXmlFragment('default');
  const paragraph = new Y.XmlElement('paragraph');
  const table = new Y.XmlElement('table');
  const text = new Y.XmlText();
  fragment.insert(0, [paragraph, table]);
  paragraph.insert(0, [text]);
  text.insert(0, 'some words', { bold: {} });
  text.format(0, 4, { 'comment--AbCd1234': { id: 1 } });

  expect(unknownNames(fragment, getSchema([StarterKit]))).toEqual(['comment', 'table']);
});

test('what another program has written where paragraphs belong is nothing for the editor', () => {
  const doc = new Y.Doc();
  doc.getText('default').insert(0, 'Plain text.');
  const embedding = new Y.Doc().getXmlFragment('default');
  const text = new Y.XmlText();
  embedding.insert(0, [text]);
  text.insertEmbed(0, { image: 'x.png' });
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));

  expect(unknownNames(copy.getXmlFragment('default'), getSchema([StarterKit]))).toEqual(['text outside of paragraphs']);
  expect(unknownNames(embedding, getSchema([StarterKit]))).toEqual(['an embedded object']);
});
