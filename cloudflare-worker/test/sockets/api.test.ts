import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentList, DocumentSummary, RestoreAnswer, RestorePointList, TokenAnswer } from '../../src/contract';
import { agent, person, Raw, read, write, yWebsocket } from './harness/peers';
import { agentToken, userToken } from './harness/tokens';
import { until } from './harness/until';
import { World } from './harness/world';

test('the room name is decoded once, and that is the document everywhere', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  for (const documentId of ['a/b', 'a%2Fb', '🗺️ Paris & Rome?', 'x'.repeat(256)]) {
    const ana = await person(world, documentId, { token: await userToken({ doc: documentId }) });
    await ana.synced();
    write(ana, `This is ${documentId.slice(0, 20)}.`);
    const worker = await agent(world, documentId);
    await until('text', () => read(worker).includes('This is'));
    await until('active', () => world.table.of(documentId).includes('active 1'));
    const summary = await world.get<DocumentSummary>(`/api/documents/${encodeURIComponent(documentId)}`);
    expect(summary).toMatchObject({ documentId, people: 1, agent: { state: 'attached' } });
  }
  const named = await until('the list', async () => {
    const { documents } = await world.get<DocumentList>('/api/documents');
    return documents.length === 4 ? documents.map((each) => each.documentId).sort() : null;
  });
  expect(named).toEqual(['a/b', 'a%2Fb', '🗺️ Paris & Rome?', 'x'.repeat(256)].sort());
});

test('a stock client that does not encode the slash reaches the same document', async () => {
  const world = await World.open();
  const ana = await person(world, 'one/two');
  await ana.synced();
  write(ana, 'Both are here.');
  const raw = Raw.to(world, '/parties/document/one/two', { Authorization: `Bearer ${await userToken()}` });
  await until('count', () => world.table.of('one/two').includes('user_joined 2'));
  raw.leave();
});

test('what is no document id is refused', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  for (const encoded of ['', '%', '%00', 'a%0Ab', 'x'.repeat(257)])
    expect((await world.fetch(`/parties/document/${encoded}`)).status, encoded).toBe(400);
  expect((await world.fetch('/parties/document/fine')).status).toBe(426);
  expect((await world.fetch('/api/documents/%00')).status).toBe(400);
});

test('a body that is too long is refused, though it comes in pieces and without a length', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  const inPieces = () =>
    new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20; i++) controller.enqueue(new TextEncoder().encode(' '.repeat(1_000)));
        controller.close();
      },
    });
  for (const [path, method] of [
    ['/api/token', 'POST'],
    ['/api/documents/d1/agent', 'PUT'],
  ] as const) {
    const answer = await fetch(new URL(path, world.url), {
      method,
      body: inPieces(),
      duplex: 'half',
    } as RequestInit);
    expect(answer.status, path).toBe(413);
  }
});

test('the directory knows the documents, their people and whether an agent is there', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  const stateOf = async () => {
    const { documents } = await world.get<DocumentList>('/api/documents');
    const found = documents.find((each) => each.documentId === 'd1');
    return found ? `${found.people} ${found.agent.state}` : 'unknown';
  };
  await world.fetch('/api/documents/only-looked-at');
  const ana = await person(world, 'd1');
  await until('waiting', async () => (await stateOf()) === '1 waiting');
  const worker = await agent(world, 'd1');
  await until('attached', async () => (await stateOf()) === '1 attached');
  worker.leave();
  await until('waiting again', async () => (await stateOf()) === '1 waiting');
  await world.fetch('/api/documents/d1/agent', { method: 'PUT', body: '{"off":true}' });
  await until('off', async () => (await stateOf()) === '1 off');
  await world.fetch('/api/documents/d1/agent', { method: 'PUT', body: '{"off":false}' });
  ana.leave();
  await until('none', async () => (await stateOf()) === '0 none');
  const { documents } = await world.get<DocumentList>('/api/documents');
  expect(documents.map((each) => each.documentId)).toEqual(['d1']);
});

test('the page hears of the agent by text frames once it said hello, and stock clients hear nothing', async () => {
  const world = await World.open();
  const ana = await person(world, 'd2');
  await ana.synced();
  ana.say({ type: 'hello' });
  const states = () => ana.texts.flatMap((text) => (text.type === 'agent' ? [text.agent.state] : []));
  await until('waiting', () => states().at(-1) === 'waiting');
  const stock = yWebsocket(world, 'd2', {
    token: await userToken(),
    state: { user: { name: 'Bo', color: '#111111' } },
  });
  await stock.synced();
  const silent = await Raw.person(world, 'd2');
  const worker = await agent(world, 'd2');
  await until('attached', () => states().at(-1) === 'attached');
  worker.leave();
  await until('waiting again', () => states().at(-1) === 'waiting');
  expect(silent.texts()).toEqual([]);
  expect(stock.closes).toEqual([]);
});

test('tokens decide what the API answers', async () => {
  const world = await World.open();
  const status = async (path: string, token?: string, init: RequestInit = {}) =>
    (await world.fetch(path, { ...init, headers: token ? { Authorization: `Bearer ${token}` } : {} })).status;
  const put = { method: 'PUT', body: '{"off":true}' };

  expect(await status('/api/session')).toBe(200);
  expect(await status('/api/documents')).toBe(401);
  expect(await status('/api/documents', await userToken())).toBe(200);
  expect(await status('/api/documents/d3', await userToken({ doc: 'd3' }))).toBe(200);
  expect(await status('/api/documents/d3', await userToken({ doc: 'd4' }))).toBe(403);
  expect(await status('/api/documents/d3', await agentToken('d3'))).toBe(403);
  expect(await status('/api/documents/d3/agent', await userToken({ access: 'read' }), put)).toBe(403);
  expect(await status('/api/documents/d3/agent', await userToken(), put)).toBe(200);
  expect(await status('/api/documents/d3/agent', await userToken(), { method: 'PUT', body: '{}' })).toBe(400);
  expect(await status('/api/documents/d3/nothing', await userToken())).toBe(404);
  expect(await status('/api/token', undefined, { method: 'POST', body: '{}' })).toBe(404);
});

test('a token of development mode opens its document', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  const answer = await world.fetch('/api/token', { method: 'POST', body: '{"name":"Ana","document":"d5"}' });
  const { token } = (await answer.json()) as TokenAnswer;
  await (await person(world, 'd5', { token })).synced();
  const elsewhere = Raw.to(world, `/parties/document/d6?token=${token}`);
  expect((await elsewhere.close()).code).toBe(4403);
});

test('an earlier state can be looked at and brought back, with its marks, and that can be undone', async () => {
  const world = await World.open({ DEVELOPMENT: 'true', RESTORE_POINT_MS: '300' });
  const ana = await person(world, 'd7');
  await ana.synced();
  const geoMark = { geoId: 'geo-1', placeName: 'Lisbon', lat: 38.7, lng: -9.1, colorIndex: 0, coordSource: 'manual' };
  write(ana, 'Lisbon is here.').format(0, 6, { geoMark });
  write(ana, 'The second paragraph.');
  const good = read(ana);
  const points = async () => (await world.get<RestorePointList>('/api/documents/d7/restore-points')).points;
  const [point] = await until('a point', async () => {
    const found = await points();
    return found.length > 0 ? found : null;
  });
  // Of one hour the newest stays, so the next one must not come before we are done.
  await world.restart({ RESTORE_POINT_MS: '3600000' });
  expect(point).toMatchObject({ kind: 'kept', preview: 'Lisbon is here. The second paragraph.' });

  ana.doc.getXmlFragment('default').delete(0, 1);
  write(ana, 'Vandalism.');
  const bad = read(ana);
  const witness = await person(world, 'd7');
  await until('the bad text', () => read(witness) === bad);
  const content = await world.fetch(`/api/documents/d7/restore-points/${point?.point}`);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, new Uint8Array(await content.arrayBuffer()));
  expect(read({ doc: copy })).toBe(good);

  const restore = async (id: string | undefined) => {
    const answer = await world.fetch(`/api/documents/d7/restore-points/${id}/restore`, { method: 'POST' });
    return (await answer.json()) as RestoreAnswer;
  };
  const { before } = await restore(point?.point);
  await until('the good text', () => read(ana) === good);
  const restored = ana.doc.getXmlFragment('default').get(0) as Y.XmlElement;
  expect((restored.get(0) as Y.XmlText).toDelta()[0]).toEqual({ insert: 'Lisbon', attributes: { geoMark } });
  await restore(before);
  await until('the bad text', () => read(ana) === bad);
  expect((await world.fetch('/api/documents/d7/restore-points/999/restore', { method: 'POST' })).status).toBe(404);

  await world.restart();
  const later = await person(world, 'd7');
  await later.synced();
  expect(read(later)).toBe(bad);
});
