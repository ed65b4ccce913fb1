import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { person, Raw, read, write } from './harness/peers';
import { userToken } from './harness/tokens';
import { pause, until } from './harness/until';
import { World } from './harness/world';

test('what was echoed survives a crash at any moment', async () => {
  const world = await World.open();
  const ana = await person(world, 'd1');
  await ana.synced();
  for (let n = 0; n < 50; n++) write(ana, `Sentence ${n}.`);
  const witness = await person(world, 'd1');
  await until('text', () => read(witness).includes('Sentence 49.'));
  ana.leave();
  witness.leave();
  await world.restart();

  const later = await person(world, 'd1');
  await later.synced();
  expect(read(later)).toContain('Sentence 0.');
  expect(read(later)).toContain('Sentence 49.');
});

test('a document larger than one blob survives', async () => {
  const world = await World.open();
  const ana = await person(world, 'd2');
  await ana.synced();
  const long = 'Every river has a name. '.repeat(110_000);
  write(ana, long);
  write(ana, 'Short.');
  const witness = await person(world, 'd2');
  await until('text', () => read(witness).includes('Short.'));
  ana.leave();
  witness.leave();
  await world.restart();

  const later = await person(world, 'd2');
  await later.synced();
  expect(read(later)).toBe(`<paragraph>${long}</paragraph><paragraph>Short.</paragraph>`);
});

test('two large uploads at once do not mix', async () => {
  const world = await World.open();
  const [ana, bo] = await Promise.all([person(world, 'd3'), person(world, 'd3')]);
  await Promise.all([ana.synced(), bo.synced()]);
  write(ana, 'a'.repeat(1_500_000));
  write(bo, 'b'.repeat(1_500_000));
  const witness = await person(world, 'd3');
  await until('both', () => read(witness).length > 3_000_000);

  expect(read(witness)).toMatch(/<paragraph>a{1500000}<\/paragraph>/);
  expect(read(witness)).toMatch(/<paragraph>b{1500000}<\/paragraph>/);
});

test('sockets that a restart lost are recounted: the document becomes idle with nobody connecting', async () => {
  const world = await World.open({ SILENCE_LIMIT_MS: '2000' });
  const raw = await Raw.person(world, 'd4');
  await until('active', () => world.table.of('d4').includes('active 1'));
  raw.leave();
  await world.crash();
  await world.start();
  await until('idle', () => world.table.of('d4').includes('idle 0'), 30_000);

  expect(world.table.of('d4')).toEqual(['active 1', 'user_left 0', 'idle 0']);
});

test('clients come back by themselves after a restart and are counted once', async () => {
  const world = await World.open({ IDLE_TIMEOUT_MS: '20000' });
  const ana = await person(world, 'd5');
  await ana.synced();
  await until('active', () => world.table.of('d5').includes('active 1'));
  await world.crash();
  write(ana, 'Typed while the server was away.');
  await world.start();
  const bo = await person(world, 'd5');
  await until('text', () => read(bo).includes('Typed while'));
  await until('count', () => world.table.rowsOf('d5').at(-1)?.user_count === 2);

  expect(world.table.of('d5').filter((event) => event.startsWith('active'))).toEqual(['active 1']);
});

test('a half-open peer is found by its silence, although its socket answers pings', async () => {
  const world = await World.open({ SILENCE_LIMIT_MS: '600' });
  const raw = await Raw.person(world, 'd6');
  await until('active', () => world.table.of('d6').includes('active 1'));
  // It never answers the object's questions; the socket itself is perfectly alive.
  expect(await raw.close()).toMatchObject({ code: 4408 });
  await until('idle', () => world.table.of('d6').includes('idle 0'));
  expect(world.table.of('d6')).toEqual(['active 1', 'user_left 0', 'idle 0']);
});

test('a quiet but living peer answers when it is asked, and stays', async () => {
  const world = await World.open({ SILENCE_LIMIT_MS: '500' });
  const ana = await person(world, 'd7', { state: null });
  await ana.synced();
  const end = Date.now() + 5_000;
  await until('five seconds of silence', () => Date.now() > end);
  expect(ana.closes).toEqual([]);
  expect(world.table.of('d7')).toEqual(['active 1']);
});

test('hibernation: sockets, presence and read-only rights outlive the sleep, and the text is not loaded for nothing', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  const isolate = async () =>
    (await world.get<{ isolate: { wakes: number; textLoads: number } }>('/api/documents/probe/vitals')).isolate;
  const ana = await person(world, 'd8');
  await ana.synced();
  write(ana, 'Before the sleep.');
  const reader = await person(world, 'd8', { token: await userToken({ sub: 'reader', access: 'read' }) });
  await until('text', () => read(reader).includes('Before the sleep.'));
  const before = await isolate();

  // workerd lets an object sleep after ten seconds without a frame; renewals of presence come every fifteen.
  let woke = before;
  for (let tries = 0; tries < 4 && woke.wakes < before.wakes + 2; tries++) {
    await pause(11_500);
    ana.awareness.setLocalStateField('turn', tries);
    await until('presence', () => [...reader.awareness.getStates().values()].some((state) => state.turn === tries));
    woke = await isolate();
  }
  expect(woke.wakes).toBeGreaterThan(before.wakes + 1);

  const newcomer = await person(world, 'd8', { state: null });
  await until('those who were here before', () => newcomer.awareness.getStates().size >= 2);
  write(reader, 'I may not write.');
  write(ana, 'After the sleep.');
  await until('text', () => read(newcomer).includes('After the sleep.'));
  expect(read(newcomer)).not.toContain('I may not write.');
  expect(ana.closes).toEqual([]);
  expect(world.table.of('d8').filter((event) => event.startsWith('active'))).toEqual(['active 1']);
});

test('an update that came before what it builds on is kept, and completed when that arrives', async () => {
  const world = await World.open();
  const source = new Y.Doc();
  const updates: Uint8Array[] = [];
  source.on('update', (update: Uint8Array) => updates.push(update));
  write({ doc: source }, 'One.');
  write({ doc: source }, 'Two.');
  const raw = await Raw.person(world, 'd9');
  raw.socket.send(updateFrame(updates[1]!));
  // The answer to a question asked afterwards shows that it was taken in.
  await until('being asked for what is missing', () => raw.frames.length > 1);
  raw.leave();
  await world.restart();
  const again = await Raw.person(world, 'd9');
  again.socket.send(updateFrame(updates[0]!));
  const later = await person(world, 'd9');
  await until('both', () => read(later).includes('One.') && read(later).includes('Two.'));
});

function updateFrame(update: Uint8Array): Uint8Array {
  if (update.length > 127) throw new Error('this little encoder knows one length byte');
  return Uint8Array.from([0, 2, update.length, ...update]);
}
