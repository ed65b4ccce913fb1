import { expect, test } from 'vitest';
import type { AgentState } from '../../src/contract';
import { agent, type Client, person } from './harness/peers';
import { until } from './harness/until';
import { World } from './harness/world';

const QUESTION = '/rest/v1/rpc/document_standing';

test('whoever waits is told the position, and then that somebody came', async () => {
  const world = await World.open();
  world.table.standing = { position: 4 };
  const ana = await person(world, 'w1');
  await ana.synced();
  ana.say({ type: 'hello' });

  await until('the position', () => latest(ana)?.position === 4);
  expect(latest(ana)).toEqual({ state: 'waiting', position: 4, reason: 'Waiting for an agent, number 4 in line.' });
  expect(world.table.callsTo(QUESTION)[0]?.body).toEqual({ document_id: 'w1' });

  await agent(world, 'w1', 5, 1);
  await until('the agent', () => latest(ana)?.state === 'attached');
});

test('what keeps an agent away is a sentence for people', async () => {
  const world = await World.open();
  world.table.standing = { kept_away_by: 'quarantine' };
  const ana = await person(world, 'w2');
  await ana.synced();
  ana.say({ type: 'hello' });

  await until('the reason', () => latest(ana)?.reason?.includes('failed here') === true);
});

test('a document that has its agent asks nothing, and neither does an empty one', async () => {
  const world = await World.open();
  await (await agent(world, 'w3', 5, 1)).synced();
  const ana = await person(world, 'w3');
  await ana.synced();
  const bo = await person(world, 'w4');
  await until('the question for the one that waits', () => world.table.callsTo(QUESTION).length > 0);
  bo.leave();

  expect(world.table.callsTo(QUESTION).map((call) => call.body)).toEqual([{ document_id: 'w4' }]);
});

test('a table that does not know the question is asked once', async () => {
  const world = await World.open();
  world.table.answer = (call) => (call.path === QUESTION ? 404 : null);
  const ana = await person(world, 'w5');
  await ana.synced();
  ana.say({ type: 'hello' });
  await until('the question', () => world.table.callsTo(QUESTION).length === 1);
  await until('the events', () => world.table.of('w5').includes('active 1'));

  expect(latest(ana)).toEqual({ state: 'waiting', reason: 'Waiting for an agent.' });
});

/** What the page was told last of its agent. */
const latest = (client: Client): AgentState | undefined =>
  client.texts.flatMap((text) => (text.type === 'agent' ? [text.agent] : [])).at(-1);
