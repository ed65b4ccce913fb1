import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { answerFrame, askFrame, awarenessFrame, decodeFrame, updateFrame } from '../../src/object/frames';
import { bringsGeoMark, mayEdit } from '../../src/object/schema-guard';

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

test('the wire is that of y-websocket, byte for byte', () => {
  const doc = new Y.Doc();
  expect(hex(askFrame(doc))).toBe('00000100');
  expect(hex(answerFrame(doc, bytes('00')))).toBe('0001020000');
  expect(hex(awarenessFrame(bytes('0101020962')))).toBe('01050101020962');
  const update = bytes('0101010007010764656661756c74030970617261677261706800');
  expect(hex(updateFrame(update))).toBe(`00021a${hex(update)}`);
});

test('frames of a stock provider are read', () => {
  expect(decodeFrame(bytes('00000100'))).toMatchObject({ kind: 'ask' });
  expect(decodeFrame(bytes('0001020000'))).toMatchObject({ kind: 'update' });
  expect(decodeFrame(bytes('010d010102097b226e223a2261227d'))).toMatchObject({ kind: 'awareness' });
  expect(decodeFrame(bytes('03'))).toEqual({ kind: 'ask-awareness' });
  expect(decodeFrame('__YPS:{"type":"hello"}')).toEqual({ kind: 'text', message: { type: 'hello' } });
});

test('what is broken is a value, never an exception', () => {
  for (const broken of ['', '00', '0002', '000205ffffffffff', '000003c8c8c8', '2a', '0009'])
    expect(decodeFrame(bytes(broken)).kind, broken).toBe('bad');
  for (const broken of ['', 'hello', '__YPS:', '__YPS:[', '__YPS:7'])
    expect(decodeFrame(broken).kind, broken).toBe('bad');
});

test('a geo-mark is seen in the transaction that brings it, under either name, and its removal is none', () => {
  const doc = new Y.Doc();
  const seen: boolean[] = [];
  doc.on('afterTransaction', (transaction: Y.Transaction) => seen.push(bringsGeoMark(transaction)));
  const text = doc.getText('t');
  text.insert(0, 'Lisbon and Porto');
  text.format(0, 6, { bold: true });
  text.format(0, 6, { geoMark: { geoId: 'geo-1' } });
  text.format(11, 5, { 'geoMark--0a1b2c3d': { geoId: 'geo-2' } });
  text.insert(16, '.');
  expect(seen).toEqual([false, false, true, true, false]);
});

test('who may edit once there are marks', () => {
  const knows = { user: { name: 'a' }, schema: ['geoMark'] };
  const lacks = { user: { name: 'b' }, schema: ['bold'] };
  expect(mayEdit('on', false, [lacks])).toBe(true);
  expect(mayEdit('on', true, [knows])).toBe(true);
  expect(mayEdit('on', true, [lacks])).toBe(false);
  expect(mayEdit('on', true, [knows, lacks])).toBe(false);
  expect(mayEdit('on', true, [{ cursor: 1 }])).toBe(true);
  expect(mayEdit('on', true, [])).toBe(true);
  expect(mayEdit('all', true, [])).toBe(false);
  expect(mayEdit('all', true, [{ cursor: 1 }])).toBe(false);
  expect(mayEdit('all', true, [knows])).toBe(true);
  expect(mayEdit('off', true, [lacks])).toBe(true);
});
