import { expect, test } from 'vitest';
import { person, Raw, read, write, yWebsocket } from './harness/peers';
import { userToken } from './harness/tokens';
import { until } from './harness/until';
import { World } from './harness/world';

test('a bad frame ends the connection it came on, and nothing else', async () => {
  const world = await World.open();
  const ana = await person(world, 'd1');
  await ana.synced();
  write(ana, 'Stays.');
  const bad: (string | Uint8Array)[] = [
    new Uint8Array([]),
    Uint8Array.from([0]),
    Uint8Array.from([0, 7, 0]),
    Uint8Array.from([42, 1, 2, 3]),
    Uint8Array.from([0, 2, 5, 255, 255, 255, 255, 255]),
    Uint8Array.from([0, 0, 3, 200, 200, 200]),
    Uint8Array.from([1, 4, 1, 1, 1, 200]),
    'hello',
    '__YPS:{"type"',
    '__YPS:null',
  ];
  for (const frame of bad) {
    const raw = await Raw.person(world, 'd1');
    raw.socket.send(frame);
    expect((await raw.close()).code, JSON.stringify(frame)).toBe(4400);
  }
  const later = await person(world, 'd1');
  await until('text', () => read(later) === '<paragraph>Stays.</paragraph>');
  expect(ana.closes).toEqual([]);
});

test('thousands of damaged updates neither break the object nor change its text', async () => {
  const world = await World.open({ FRAMES_PER_SECOND: '100000' });
  const ana = await person(world, 'd2');
  await ana.synced();
  write(ana, 'We flew from Lisbon to Porto.');
  const sample = Buffer.from('0002180102010007010764656661756c740309706172616772617068', 'hex');
  const random = seeded(20_261_121);
  const runs = process.env.ATTACHE_FULL ? 100_000 : 2_000;
  let raw = await Raw.person(world, 'd2');
  for (let n = 0; n < runs; n++) {
    if (raw.closed || raw.socket.readyState !== raw.socket.OPEN) raw = await Raw.person(world, 'd2');
    raw.socket.send(damaged(sample, random));
    if (n % 50 === 0) await until('the socket to drain', () => raw.socket.bufferedAmount === 0);
  }
  write(ana, 'And back.');
  const later = await person(world, 'd2');
  await until('text', () => read(later).includes('And back.'));
  expect(read(later)).toContain('We flew from Lisbon to Porto.');
  expect(ana.closes).toEqual([]);
});

test('too large and too fast are closed by their names', async () => {
  const world = await World.open({ FRAME_LIMIT_BYTES: '200000', FRAMES_PER_SECOND: '10' });
  const large = await Raw.person(world, 'd3');
  large.socket.send(new Uint8Array(200_001));
  expect((await large.close()).code).toBe(4413);
  const text = await Raw.person(world, 'd3');
  text.socket.send(`__YPS:{"type":"hello","pad":"${'x'.repeat(70_000)}"}`);
  expect((await text.close()).code).toBe(4413);
  const fast = await Raw.person(world, 'd3');
  for (let n = 0; n < 60; n++) fast.socket.send(Uint8Array.from([0, 0, 1, 0]));
  expect((await fast.close()).code).toBe(4429);
});

test('a frame beyond what the runtime takes costs its sender the connection, and is recounted', async () => {
  const world = await World.open();
  const raw = await Raw.person(world, 'd4');
  await until('active', () => world.table.of('d4').includes('active 1'));
  raw.socket.send(new Uint8Array(34_000_000));
  await until('idle', () => world.table.of('d4').includes('idle 0'));
});

test('readers see everything and are seen, and change nothing', async () => {
  const world = await World.open();
  const ana = await person(world, 'd5');
  await ana.synced();
  write(ana, 'Read me.');
  const token = await userToken({ sub: 'reader', access: 'read' });
  const reader = yWebsocket(world, 'd5', { token, state: { user: { name: 'Reader', color: '#123456' } } });
  await until('text', () => read(reader).includes('Read me.'));
  await until('presence', () => [...ana.awareness.getStates().values()].some((s) => s.user?.name === 'Reader'));
  const second = await person(world, 'd5', { token });
  await second.synced();
  write(second, 'Not mine to write.');
  await until('being told', () => second.texts.some((text) => text.type === 'read_only' && text.reason === 'access'));
  write(ana, 'More.');
  await until('more', () => read(reader).includes('More.'));
  expect(read(ana)).not.toContain('Not mine');
  expect(world.table.of('d5')).toContain('user_joined 2');
});

test('a document at its size limit is read-only, and says so', async () => {
  const world = await World.open({ DOCUMENT_LIMIT_BYTES: '20000' });
  const ana = await person(world, 'd6');
  await ana.synced();
  write(ana, 'x'.repeat(21_000));
  await until('being told', () => ana.texts.some((text) => text.type === 'read_only' && text.reason === 'full'));
  write(ana, 'One more.');
  const later = await person(world, 'd6');
  await until('text', () => read(later).length > 21_000);
  expect(read(later)).not.toContain('One more.');
});

test('more connections than a document takes are asked to come later', async () => {
  const world = await World.open({ PEER_LIMIT: '2' });
  await Raw.person(world, 'd7');
  await Raw.person(world, 'd7');
  const third = Raw.to(world, '/parties/document/d7', { Authorization: `Bearer ${await userToken()}` });
  expect((await third.close()).code).toBe(1013);
  await until('count', () => world.table.of('d7').includes('user_joined 2'));
  expect(world.table.of('d7')).toEqual(['active 1', 'user_joined 2']);
});

function damaged(sample: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(sample.subarray(0, 1 + Math.floor(random() * sample.length)));
  for (let n = Math.floor(random() * 4); n >= 0; n--) copy[Math.floor(random() * copy.length)] = random() * 256;
  copy[0] = 0;
  return copy;
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
