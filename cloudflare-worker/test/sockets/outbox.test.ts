import { expect, test } from 'vitest';
import { person } from './harness/peers';
import { until } from './harness/until';
import { World } from './harness/world';

const isInsert = (path: string): boolean => path.includes('document_activity');

test('events outlive an outage and a crash of the runtime, and arrive once each, in order', async () => {
  const world = await World.open();
  world.table.answer = () => 503;
  const ana = await person(world, 'd1');
  const bo = await person(world, 'd1');
  await bo.synced();
  bo.leave();
  ana.leave();
  await until('idle to be decided', () => world.logs.some((line) => line.includes('d1 became IDLE')));

  await world.restart();
  expect(world.table.rows).toEqual([]);
  world.table.answer = () => null;
  await until('all events', () => world.table.of('d1').includes('idle 0'));

  expect(world.table.of('d1')).toEqual(['active 1', 'user_joined 2', 'user_left 1', 'user_left 0', 'idle 0']);
  expect(world.table.rowsOf('d1').map((row) => row.seq)).toEqual(
    world.table
      .rowsOf('d1')
      .map((row) => row.seq)
      .sort((a, b) => a - b),
  );
});

test('an answer that is lost is no second row', async () => {
  const world = await World.open();
  world.table.loseAnswers = true;
  const ana = await person(world, 'd2');
  await until('a second try', () => world.table.calls.filter((call) => isInsert(call.path)).length >= 2);
  world.table.loseAnswers = false;
  ana.leave();
  await until('idle', () => world.table.of('d2').includes('idle 0'));

  expect(world.table.of('d2')).toEqual(['active 1', 'user_left 0', 'idle 0']);
});

test('a refused key holds everything back, says so once, and loses nothing', async () => {
  const world = await World.open({ HOLD_RETRY_MS: '500' });
  world.table.answer = () => 401;
  const ana = await person(world, 'd3');
  await until('a second try', () => world.table.calls.length >= 2);
  ana.leave();
  const said = world.logs.filter((line) => line.includes('activity is held back'));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('check ACTIVITY_KEY');

  world.table.answer = () => null;
  await until('idle', () => world.table.of('d3').includes('idle 0'));
  expect(world.table.of('d3')).toEqual(['active 1', 'user_left 0', 'idle 0']);
});

test('a row that the table will never take is set aside, counted, and does not stop the others', async () => {
  const world = await World.open();
  let jammed = true;
  world.table.answer = (call) => {
    if (jammed) return 503;
    const rows = (Array.isArray(call.body) ? call.body : [call.body]) as { event_type?: string }[];
    return rows.some((row) => row.event_type === 'user_joined') ? 409 : null;
  };
  const ana = await person(world, 'd4');
  const bo = await person(world, 'd4');
  await bo.synced();
  bo.leave();
  await until('user_left', () => world.logs.some((line) => line.includes('d4 user_left users=1')));
  jammed = false;
  await until('the rest', () => world.table.of('d4').includes('user_left 1'));

  expect(world.table.of('d4')).toEqual(['active 1', 'user_left 1']);
  expect(world.logs.some((line) => line.includes('set an event aside document=d4 event=user_joined'))).toBe(true);
  ana.leave();
});

test('a full outbox keeps the latest state only', async () => {
  const world = await World.open({ OUTBOX_LIMIT: '3' });
  world.table.answer = () => 503;
  const ana = await person(world, 'd5');
  await ana.synced();
  for (let n = 0; n < 3; n++) {
    const bo = await person(world, 'd5');
    await bo.synced();
    bo.leave();
    await until('leave', () => world.logs.filter((line) => line.includes('d5 user_left users=1')).length > n);
  }
  expect(world.logs.some((line) => line.includes('only the latest state is kept document=d5'))).toBe(true);
  world.table.answer = () => null;
  await until('state', () => world.table.of('d5').length > 0 && world.table.of('d5').at(-1)?.endsWith(' 1'));

  expect(world.table.of('d5')[0]).toMatch(/^active [12]$/);
  ana.leave();
  await until('idle', () => world.table.of('d5').includes('idle 0'));
});

test('the switch reaches the table in spite of an outage, the last position alone', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  world.table.answer = () => 503;
  const put = (off: boolean) =>
    world.fetch('/api/documents/d6/agent', { method: 'PUT', body: JSON.stringify({ off }) });
  expect(await (await put(true)).json()).toMatchObject({ agent: { state: 'off' } });
  await put(false);
  await put(true);
  await until('a try', () => world.table.callsTo('/rest/v1/rpc/document_switch').length > 0);
  await world.restart();
  world.table.calls.length = 0;
  world.table.answer = () => null;
  const [call] = await until('the switch', () => {
    const calls = world.table.callsTo('/rest/v1/rpc/document_switch');
    return calls.length > 0 ? calls : null;
  });

  expect(call?.body).toMatchObject({ document_id: 'd6', off: true });
  expect((call as unknown as { body: { seq: number } }).body.seq).toBeGreaterThan(1_700_000_000_000);
});
