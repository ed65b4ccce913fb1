import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { agent, person, Raw, read, write } from './harness/peers';
import { agentToken } from './harness/tokens';
import { until } from './harness/until';
import { World } from './harness/world';

test('an older agent is refused, a newer one displaces, and the reason carries what is stored', async () => {
  const world = await World.open();
  const first = await agent(world, 'd1', 1_700_000_000_005, 1);
  await first.synced();
  const older = await agent(world, 'd1', 1_700_000_000_004, 9);
  await until('refusal', () => older.closes.length > 0);
  expect(older.closes[0]).toEqual({ code: 4409, reason: 'superseded epoch=1700000000005 life=1' });
  expect(first.closes).toEqual([]);

  const nextLife = await agent(world, 'd1', 1_700_000_000_005, 2);
  await until('displacement', () => first.closes.length > 0);
  expect(first.closes[0]).toEqual({ code: 4409, reason: 'superseded epoch=1700000000005 life=2' });

  const nextEpoch = await agent(world, 'd1', 1_700_000_000_006, 1);
  await until('displacement', () => nextLife.closes.length > 0);
  expect(nextLife.closes[0]).toEqual({ code: 4409, reason: 'superseded epoch=1700000000006 life=1' });
  await nextEpoch.synced();
});

test('the fence outlives a restart', async () => {
  const world = await World.open();
  await (await agent(world, 'd2', 7, 3)).synced();
  await world.restart();
  const older = Raw.to(world, '/parties/document/d2', { Authorization: `Bearer ${await agentToken('d2', 7, 2)}` });
  expect(await older.close()).toEqual({ code: 4409, reason: 'superseded epoch=7 life=3' });
});

test('the same worker coming back wins over its old socket', async () => {
  const world = await World.open();
  const headers = { Authorization: `Bearer ${await agentToken('d3', 5, 5)}` };
  const before = Raw.to(world, '/parties/document/d3', headers);
  await until('greeting', () => before.frames.length > 0);
  const after = Raw.to(world, '/parties/document/d3', headers);
  expect((await before.close()).code).toBe(4409);
  await until('greeting', () => after.frames.length > 0);
  expect(after.closed).toBeNull();
});

test('what a displaced agent still sends is dropped', async () => {
  const world = await World.open();
  const ana = await person(world, 'd5');
  await ana.synced();
  const ghost = Raw.to(world, '/parties/document/d5', { Authorization: `Bearer ${await agentToken('d5', 1, 1)}` });
  await until('greeting', () => ghost.frames.length > 0);
  const doc = new Y.Doc();
  write({ doc }, 'By a ghost.');
  const update = Y.encodeStateAsUpdate(doc);
  ghost.lastWord = Uint8Array.from([0, 2, update.length, ...update]);
  const successor = await agent(world, 'd5', 2, 1);
  await ghost.close();
  await successor.synced();
  write(successor, 'By its successor.');
  await until('text', () => read(ana).includes('By its successor.'));
  expect(update.length).toBeLessThan(128);
  expect(read(ana)).not.toContain('By a ghost.');
});

test('of many agents that come at once one is left, the newest', async () => {
  const world = await World.open();
  const ana = await person(world, 'd4');
  await ana.synced();
  const epochs = [3, 9, 1, 7, 5, 8, 2, 6, 4];
  const agents = await Promise.all(epochs.map((epoch) => agent(world, 'd4', epoch, 1)));
  await until('eight to be closed', () => agents.filter((each) => each.closes.length > 0).length === 8);
  const winner = agents[epochs.indexOf(9)]!;
  await winner.synced();
  expect(winner.closes).toEqual([]);
  write(winner, 'By the winner.');
  await until('text', () => read(ana).includes('By the winner.'));
  expect(world.table.of('d4')).toEqual(['active 1']);
});
