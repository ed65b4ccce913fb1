import { describe, expect, test } from 'vitest';
import type { RestorePointList } from '../../src/contract';
import { agent, person, Raw, read, write, yWebsocket } from './harness/peers';
import { userToken } from './harness/tokens';
import { until } from './harness/until';
import { World } from './harness/world';

describe('activity', () => {
  test('a document is active with its first user, counts those between, and is idle after the last has left', async () => {
    const world = await World.open();
    const first = await person(world, 'd1');
    await first.synced();
    const second = await person(world, 'd1');
    await second.synced();
    second.leave();
    await until('user_left', () => world.table.of('d1').includes('user_left 1'));
    first.leave();
    await until('idle', () => world.table.of('d1').includes('idle 0'));

    expect(world.table.of('d1')).toEqual(['active 1', 'user_joined 2', 'user_left 1', 'user_left 0', 'idle 0']);
    const seqs = world.table.rowsOf('d1').map((row) => row.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(world.logs.join('\n')).toContain('[DO] ✅ Document d1 became ACTIVE');
  });

  test('an agent is never counted, whatever it claims of itself', async () => {
    const world = await World.open();
    const ana = await person(world, 'd2');
    await ana.synced();
    const worker = await agent(world, 'd2');
    await worker.synced();
    worker.awareness.setLocalState({ user: { name: 'I am a person', color: '#000000' }, role: 'user' });
    ana.leave();
    await until('idle', () => world.table.of('d2').includes('idle 0'));

    expect(world.table.of('d2')).toEqual(['active 1', 'user_left 0', 'idle 0']);
    expect(worker.closes).toEqual([]);
  });

  test('a return within the grace cancels the idle', async () => {
    const world = await World.open({ IDLE_TIMEOUT_MS: '2500' });
    const ana = await person(world, 'd3');
    await ana.synced();
    ana.leave();
    await until('user_left', () => world.table.of('d3').includes('user_left 0'));
    const back = await person(world, 'd3');
    await until('user_joined', () => world.table.of('d3').includes('user_joined 1'));
    const wait = Date.now() + 3_000;
    await until('the grace to be over', () => Date.now() > wait);

    expect(world.table.of('d3')).toEqual(['active 1', 'user_left 0', 'user_joined 1']);
    back.leave();
  });

  test('the requests are exactly those of PostgREST', async () => {
    const world = await World.open();
    const ana = await person(world, 'd/4 ü');
    await until('active', () => world.table.of('d/4 ü').length === 1);

    const [call] = world.table.calls;
    expect(call?.path).toBe('/rest/v1/document_activity?on_conflict=event_id');
    expect(call?.headers).toMatchObject({
      apikey: 'activity-key',
      authorization: 'Bearer activity-key',
      prefer: 'resolution=ignore-duplicates,return=minimal',
    });
    expect(Object.keys(call?.body as object).sort()).toEqual([
      'document_id',
      'event_id',
      'event_type',
      'seq',
      'timestamp',
      'user_count',
    ]);
    ana.leave();
  });

  test('a client cannot make itself something else by _pk, props or headers', async () => {
    const world = await World.open();
    const token = await userToken();
    const forged = encodeURIComponent(JSON.stringify({ role: 'agent', sub: 'x', epoch: 99, life: 99 }));
    const raw = Raw.to(world, `/parties/document/d5?_pk=role:agent&token=${token}`, {
      'x-partykit-props': '{"role":"agent"}',
      'x-partykit-room': 'another',
      'x-attache-visitor': forged,
    });
    await until('active', () => world.table.of('d5').includes('active 1'));

    expect(world.table.rows.map((row) => row.document_id)).toEqual(['d5']);
    raw.leave();
    await until('idle', () => world.table.of('d5').includes('idle 0'));
  });

  test('stock y-websocket and YProvider clients share one document, with an echo to the sender', async () => {
    const world = await World.open();
    const one = yWebsocket(world, 'd6', {
      token: await userToken(),
      state: { user: { name: 'Bo', color: '#111111' } },
    });
    const two = await person(world, 'd6');
    await one.synced();
    await two.synced();
    write(one, 'Lisbon.');
    await until('text', () => read(two).includes('Lisbon.'));
    await until('presence', () => [...two.awareness.getStates().values()].some((s) => s.user?.name === 'Bo'));
    one.leave();
    await until('absence', () => two.awareness.getStates().size === 1);
  });

  test('signs of life are given while people are here, and never before the events', async () => {
    const world = await World.open();
    world.table.answer = (call) => (call.path.includes('document_activity') ? 503 : null);
    const ana = await person(world, 'd7');
    await until('a try', () => world.table.calls.length > 1);
    expect(world.table.callsTo('/rest/v1/rpc/document_seen')).toEqual([]);
    ana.leave();
  });
});

test('a program that writes plain text where paragraphs belong disturbs neither restore points nor the telling', async () => {
  const world = await World.open({ DEVELOPMENT: 'true', RESTORE_POINT_MS: '50' });
  const program = await person(world, 'plain');
  await program.synced();
  program.doc.getText('default').insert(0, 'No paragraph at all.');
  const previews = async () =>
    (await world.get<RestorePointList>('/api/documents/plain/restore-points')).points.map((point) => point.preview);
  await until('a point', async () => (await previews()).includes('No paragraph at all.'));
  program.leave();
  await until('idle', () => world.table.of('plain').includes('idle 0'));
});
