import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { agent, PERSON, person, Raw, read, write } from './harness/peers';
import { userToken } from './harness/tokens';
import { until } from './harness/until';
import { USER_SECRET, World } from './harness/world';

const LISBON = {
  geoId: 'geo-7f3b0d52-6f0e-4a38-9f0b-6f6f4c1f1d11',
  placeName: 'Lisbon',
  lat: 38.7,
  lng: -9.1,
  colorIndex: 3,
  coordSource: 'gazetteer',
};
const OLD_EDITOR = { user: { name: 'Old editor', color: '#777777' } };
const mark = (text: Y.XmlText, key = 'geoMark') => text.format(0, 6, { [key]: LISBON });
const whyNot = (client: { texts: { type: string; reason?: unknown }[] }) =>
  client.texts.filter((text) => text.type === 'read_only').map((text) => text.reason);

test('an editor that does not know the marks cannot delete marked text, and is told why', async () => {
  const world = await World.open();
  const ana = await person(world, 'd1');
  await ana.synced();
  const text = write(ana, 'Lisbon is a city.');
  mark(text);
  const old = await person(world, 'd1', { state: OLD_EDITOR });
  await until('being told', () => whyNot(old).includes('schema'));
  await until('text', () => read(old).includes('Lisbon'));
  // What y-prosemirror does with a mark that its schema lacks.
  old.doc.getXmlFragment('default').delete(0, 1);
  write(old, 'Typed by the old editor.');
  write(ana, 'Typed by Ana.');
  await until('text', () => read(old).includes('Typed by Ana.'));

  expect(read(ana)).toContain('Lisbon');
  expect(read(ana)).not.toContain('Typed by the old editor.');
});

test('an editor that was there before the first mark becomes read-only with it, and free again when it declares it', async () => {
  const world = await World.open();
  const old = await person(world, 'd2', { state: OLD_EDITOR });
  await old.synced();
  write(old, 'Lisbon, before any mark.');
  const worker = await agent(world, 'd2');
  await until('text', () => read(worker).includes('Lisbon'));
  const paragraph = worker.doc.getXmlFragment('default').get(0) as Y.XmlElement;
  mark(paragraph.get(0) as Y.XmlText, 'geoMark--0a1b2c3d');
  await until('being told', () => whyNot(old).includes('schema'));
  write(old, 'Written while read-only.');
  old.awareness.setLocalStateField('schema', ['geoMark']);
  await until('being told', () => old.texts.some((each) => each.type === 'writable'));
  // What it wrote meanwhile is asked for, so nothing of a person's is lost.
  await until('text', () => read(worker).includes('Written while read-only.'));
});

test('a person cannot pass as an agent by its awareness', async () => {
  const world = await World.open();
  const ana = await person(world, 'd3');
  await ana.synced();
  mark(write(ana, 'Lisbon.'));
  const sly = await person(world, 'd3', { state: { ...OLD_EDITOR, agent: { state: 'reading' } } });
  await until('being told', () => whyNot(sly).includes('schema'));
});

test('SCHEMA_GUARD=all minds those who show nothing, off minds nobody', async () => {
  const world = await World.open({ SCHEMA_GUARD: 'all' });
  const ana = await person(world, 'd4');
  await ana.synced();
  mark(write(ana, 'Lisbon.'));
  const nameless = await person(world, 'd4', { state: null });
  await until('being told', () => whyNot(nameless).includes('schema'));
  nameless.awareness.setLocalState(PERSON);
  await until('being told', () => nameless.texts.some((each) => each.type === 'writable'));

  await world.restart({ SCHEMA_GUARD: 'off' });
  const old = await person(world, 'd4', { state: OLD_EDITOR });
  await old.synced();
  write(old, 'Trusted.');
  await until('text', () => read(ana).includes('Trusted.'));
});

test('an editor with a picture in its state is seen without it, and guarded like any other', async () => {
  const world = await World.open();
  const ana = await person(world, 'd6');
  await ana.synced();
  mark(write(ana, 'Lisbon.'));
  const picture = `data:${'x'.repeat(20_000)}`;
  const old = await person(world, 'd6', { state: { user: { ...OLD_EDITOR.user, picture } } });
  await until('being told', () => whyNot(old).includes('schema'));
  const seen = () => ana.awareness.getStates().get(old.doc.clientID);
  await until('presence', () => seen()?.user?.name === 'Old editor');
  expect(seen()).toEqual(OLD_EDITOR);

  old.awareness.setLocalState({ ...PERSON, picture });
  await until('being told', () => old.texts.some((text) => text.type === 'writable'));
  expect(old.closes).toEqual([]);
});

test('a stock client, which throws at text frames, gets none unless it says some itself', async () => {
  const world = await World.open({ TOKEN_GRACE_MS: '60000' });
  const ana = await person(world, 'd7');
  await ana.synced();
  mark(write(ana, 'Lisbon.'));
  const stock = await Raw.person(world, 'd7', await userToken({ sub: 'bo' }, USER_SECRET, 2_000));
  stock.socket.send(awareness(7, 1, JSON.stringify(OLD_EDITOR)));
  const asking = await person(world, 'd7', { token: await userToken({ sub: 'cy' }, USER_SECRET, 2_000) });
  await until(
    'the end of the tokens',
    () => asking.texts.filter((text) => text.type === 'token_expiring').length === 2,
  );
  expect(stock.texts()).toEqual([]);

  stock.socket.send('__YPS:{"type":"hello"}');
  await until('being told', () => stock.texts().some((text) => text.type === 'read_only'));
});

test('nobody can speak for somebody else', async () => {
  const world = await World.open();
  const ana = await person(world, 'd5', { token: await userToken({ sub: 'ana' }) });
  await ana.synced();
  const witness = await person(world, 'd5', { token: await userToken({ sub: 'bo' }) });
  await until('presence', () => witness.awareness.getStates().has(ana.doc.clientID));
  const forger = await Raw.person(world, 'd5', await userToken({ sub: 'mallory' }));
  forger.socket.send(awareness(ana.doc.clientID, 1_000, 'null'));
  forger.socket.send(awareness(ana.doc.clientID, 2_000, '{"user":{"name":"Mallory"}}'));
  forger.socket.send(awareness(4_242, 1, '{"user":{"name":"Honest"},"schema":["geoMark"]}'));
  await until('the last of them', () => witness.awareness.getStates().has(4_242));

  expect(witness.awareness.getStates().get(ana.doc.clientID)?.user.name).toBe('Ana');
});

function awareness(id: number, clock: number, json: string): Uint8Array {
  const state = Buffer.from(json);
  const body = [1, ...varUint(id), ...varUint(clock), ...varUint(state.length), ...state];
  return Uint8Array.from([1, ...varUint(body.length), ...body]);
}

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varUint(Math.floor(value / 128))];
}
