import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { person, Raw, read, write } from './harness/peers';
import { agentToken, sign, userToken } from './harness/tokens';
import { until } from './harness/until';
import { USER_SECRET, World } from './harness/world';

const path = '/parties/document/d1';
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

test('who has no valid token stays outside, and the close says why', async () => {
  const world = await World.open();
  const closeOf = async (headers: Record<string, string>, to = path) => Raw.to(world, to, headers).close();

  expect(await closeOf({})).toEqual({ code: 4401, reason: 'token is missing' });
  expect(await closeOf(bearer('nonsense'))).toEqual({ code: 4401, reason: 'token is not a JWT' });
  expect(await closeOf(bearer(await userToken({}, 'another secret')))).toEqual({
    code: 4401,
    reason: 'token signature or role is wrong',
  });
  expect(await closeOf(bearer(await userToken({}, USER_SECRET, -60_000)))).toEqual({
    code: 4401,
    reason: 'token expired',
  });
  expect(await closeOf(bearer(await sign({ doc: '*', role: 'user' }, USER_SECRET)))).toEqual({
    code: 4401,
    reason: 'token claim sub is missing',
  });
  expect(await closeOf(bearer(await userToken({ doc: 'd2' })))).toEqual({
    code: 4403,
    reason: 'token is for another document',
  });
  expect(await closeOf(bearer(await agentToken('*')))).toEqual({ code: 4403, reason: 'token is for another document' });
  expect(await closeOf(bearer(await userToken({ sub: 'x'.repeat(9_000) })))).toEqual({
    code: 4401,
    reason: 'token claim sub is longer than 1000 characters',
  });
  // A person's secret makes no agents.
  const forged = await sign({ doc: 'd1', role: 'agent', sub: 'x', epoch: 1, life: 1 }, USER_SECRET);
  expect((await closeOf(bearer(forged))).code).toBe(4401);
  expect(await closeOf({ ...bearer(await userToken()), Origin: 'https://elsewhere.example' })).toEqual({
    code: 4403,
    reason: 'origin is not allowed',
  });
  expect(world.table.rows).toEqual([]);
});

test('during a rotation both secrets open the door', async () => {
  const world = await World.open({ USER_TOKEN_SECRET: `new-secret, ${USER_SECRET}`, AGENT_TOKEN_SECRET: 'next,last' });
  for (const token of [
    await userToken({}, 'new-secret'),
    await userToken(),
    await agentToken('d1', 1, 1, 'next'),
    await agentToken('d1', 1, 2, 'last'),
  ]) {
    const raw = Raw.to(world, path, bearer(token));
    await until('greeting', () => raw.frames.length > 0);
  }
});

test('at its end a token is asked for anew; one that comes keeps the socket, one that does not ends it without loss', async () => {
  const world = await World.open({ TOKEN_GRACE_MS: '2500' });
  const renewing = await person(world, 'd2', { token: await userToken({ sub: 'ana' }, USER_SECRET, 2_000) });
  const careless = await person(world, 'd2', { token: await userToken({ sub: 'bo' }, USER_SECRET, 2_000) });
  await Promise.all([renewing.synced(), careless.synced()]);
  await until('being asked', () => renewing.texts.some((text) => text.type === 'token_expiring'));
  renewing.say({ type: 'token', token: await userToken({ sub: 'ana' }) });
  await until('acceptance', () => renewing.texts.some((text) => text.type === 'token_accepted'));
  await until('the grace', () => careless.texts.filter((text) => text.type === 'token_expiring').length === 2);
  write(careless, 'Typed in the grace.');
  await until('text', () => read(renewing).includes('Typed in the grace.'));
  await until('end', () => careless.closes.length > 0);

  expect(careless.closes[0]).toEqual({ code: 4401, reason: 'token expired' });
  expect(renewing.closes).toEqual([]);
});

test("another person's token does not renew this one's socket", async () => {
  const world = await World.open();
  const ana = await person(world, 'd3', { token: await userToken({ sub: 'ana' }) });
  await ana.synced();
  ana.say({ type: 'token', token: await userToken({ sub: 'mallory' }) });
  await until('end', () => ana.closes.length > 0);
  expect(ana.closes[0]).toEqual({ code: 4403, reason: 'token is for somebody else' });
});

test('a Supabase session is checked against the published keys', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const supabase = createServer((_, response) =>
    exportJWK(publicKey).then((key) => response.end(JSON.stringify({ keys: [{ ...key, kid: 'k1', alg: 'ES256' }] }))),
  );
  await new Promise<void>((resolve) => supabase.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void supabase.close());
  const url = `http://127.0.0.1:${(supabase.address() as AddressInfo).port}`;
  const session = (claims: object, key = privateKey) =>
    new SignJWT({ role: 'authenticated', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setSubject('3f0c')
      .setIssuer(`${url}/auth/v1`)
      .setAudience('authenticated')
      .setExpirationTime('10m')
      .sign(key);
  const world = await World.open({ SUPABASE_URL: url });

  await (await person(world, 'd4', { token: await session({}) })).synced();
  const narrowed = Raw.to(world, path, bearer(await session({ app_metadata: { attache: { doc: 'other' } } })));
  expect((await narrowed.close()).code).toBe(4403);
  const stranger = await generateKeyPair('ES256');
  const forged = Raw.to(world, path, bearer(await session({}, stranger.privateKey)));
  expect(await forged.close()).toEqual({ code: 4401, reason: 'Supabase session is not valid' });
});

test('development mode lets anonymous people in on this machine, and nowhere else', async () => {
  const world = await World.open({ DEVELOPMENT: 'true' });
  const local = Raw.to(world, path);
  await until('greeting', () => local.frames.length > 0);
  const elsewhere = Raw.to(world, path, { Host: 'attache.example.com' });
  expect(await elsewhere.close()).toEqual({ code: 4401, reason: 'token is missing' });
  const deployed = Raw.to(world, path, { 'cf-ray': '8f00-LIS' });
  expect((await deployed.close()).code).toBe(4401);
  // A page somewhere in the web cannot use the server of whoever visits it.
  const foreign = Raw.to(world, path, { Origin: 'https://elsewhere.example' });
  expect((await foreign.close()).code).toBe(4403);
  expect((await world.fetch('/api/token', { method: 'POST', body: '{}' })).status).toBe(200);
});
