import { describe, expect, test } from 'vitest';
import { type Activity, counted, graceChecked, NOBODY } from '../../src/object/activity';
import { agentState } from '../../src/object/agent-state';
import { earliest } from '../../src/object/alarms';
import { decodeDocumentId } from '../../src/object/document-id';
import { decideExpiry } from '../../src/object/expiry';
import { decideFence, NO_FENCE } from '../../src/object/fence';
import { Rate } from '../../src/object/rate';
import { expendable, type Kept } from '../../src/object/retention';
import { readSettings } from '../../src/object/settings';
import { decideSilence } from '../../src/object/silence';
import { judge, waitAfter } from '../../src/object/verdict';

const GRACE = 30_000;

describe('activity', () => {
  test('whatever people do, the events tell a story without gaps, and planning twice adds nothing', () => {
    const random = seeded(7);
    let state: Activity = NOBODY;
    let told = { inUse: false, people: 0 };
    let leftAt: number | null = null;
    let now = 0;
    for (let turn = 0; turn < 20_000; turn++) {
      now += Math.floor(random() * 20_000);
      const people = Math.floor(random() * 3);
      for (const change of [graceChecked(state, now), counted(graceChecked(state, now).activity, people, now, GRACE)]) {
        for (const event of change.events) {
          if (event.type === 'active') expect(told.inUse).toBe(false);
          else expect(told.inUse).toBe(true);
          if (event.type === 'user_joined') expect(event.people).toBeGreaterThan(told.people);
          if (event.type === 'user_left') expect(event.people).toBeLessThan(told.people);
          if (event.type === 'idle') expect(now - (leftAt ?? now)).toBeGreaterThanOrEqual(GRACE);
          told = { inUse: event.type !== 'idle', people: event.people };
          leftAt = event.people === 0 ? (leftAt ?? now) : null;
        }
        state = change.activity;
      }
      expect(told.people).toBe(people);
      expect(counted(state, people, now, GRACE).events).toEqual([]);
    }
  });

  test('a return cancels the idle', () => {
    const used = counted(NOBODY, 1, 0, GRACE).activity;
    const left = counted(used, 0, 1_000, GRACE).activity;
    expect(left.idleDue).toBe(31_000);
    const back = counted(left, 1, 20_000, GRACE).activity;
    expect(graceChecked(back, 100_000).events).toEqual([]);
  });
});

test('the fence: lower is refused with what is stored, equal and higher are let in', () => {
  const stored = { epoch: 10, life: 5 };
  expect(decideFence(NO_FENCE, { epoch: 0, life: 0 })).toEqual({ kind: 'accept', raise: true });
  expect(decideFence(stored, { epoch: 10, life: 5 })).toEqual({ kind: 'accept', raise: false });
  expect(decideFence(stored, { epoch: 11, life: 0 })).toEqual({ kind: 'accept', raise: true });
  for (const lower of [
    { epoch: 10, life: 4 },
    { epoch: 9, life: 99 },
  ])
    expect(decideFence(stored, lower)).toEqual({ kind: 'refuse', reason: 'superseded epoch=10 life=5' });
});

test('answers of the table: what is kept, held, tried again or set aside', () => {
  const verdicts = (statuses: number[]) => [
    ...new Set(statuses.map((status) => judge({ kind: 'status', status, body: '' }))),
  ];
  expect(verdicts([200, 201, 204])).toEqual(['accepted']);
  expect(verdicts([400, 409, 413, 422])).toEqual(['bury']);
  expect(verdicts([408, 429, 500, 502, 503, 504])).toEqual(['retry']);
  expect(verdicts([301, 401, 403, 404, 405])).toEqual(['hold']);
  expect(judge({ kind: 'lost', why: 'reset' })).toBe('retry');
});

test('waits double up to a minute, with jitter', () => {
  expect([1, 2, 3, 7, 50].map((failures) => waitAfter(failures, 1_000, 0.5))).toEqual([
    1_000, 2_000, 4_000, 60_000, 60_000,
  ]);
  expect(waitAfter(1, 1_000, 0)).toBe(800);
  expect(waitAfter(99, 1_000, 1)).toBe(72_000);
});

test('a token is asked for a minute before its end, again at its end, and ends the socket after the grace', () => {
  const at = (now: number, asked: number) => decideExpiry(100_000, asked, now, 30_000);
  expect(at(39_999, 0)).toEqual({ step: 'wait', due: 40_000 });
  expect(at(40_000, 0)).toEqual({ step: 'ask', due: 100_000 });
  expect(at(60_000, 1)).toEqual({ step: 'wait', due: 100_000 });
  expect(at(100_000, 1)).toEqual({ step: 'ask-again', due: 130_000 });
  expect(at(129_999, 2)).toEqual({ step: 'wait', due: 130_000 });
  expect(at(130_000, 2).step).toBe('close');
});

test('a silent peer is asked once, and closed when it does not answer', () => {
  const at = (now: number, heardAt: number, askedAt: number | null) => decideSilence(heardAt, askedAt, now, 90_000);
  expect(at(50_000, 0, null)).toEqual({ step: 'wait', due: 90_000 });
  expect(at(90_000, 0, null)).toEqual({ step: 'ask', due: 120_000 });
  expect(at(100_000, 0, 90_000)).toEqual({ step: 'wait', due: 120_000 });
  expect(at(120_000, 0, 90_000).step).toBe('close');
  expect(at(120_000, 95_000, 90_000).step).toBe('wait');
});

test('restore points: the newest of 24 hours and of 30 days stay', () => {
  const HOUR = 3_600_000;
  let kept: Kept[] = [];
  for (let hour = 0; hour < 24 * 60; hour++) {
    kept.push({ point: hour, madeAt: hour * HOUR + 5, kind: 'kept' });
    const gone = new Set(expendable(kept));
    kept = kept.filter((each) => !gone.has(each.point));
  }
  expect(kept.length).toBe(24 + 29);
  expect(kept.map((each) => each.point).slice(-24)).toEqual(Array.from({ length: 24 }, (_, n) => 24 * 59 + n));
  expect(kept[0]?.point).toBe(24 * 30 + 23);
});

test('a document id is decoded once', () => {
  expect(decodeDocumentId('a%2Fb')).toBe('a/b');
  expect(decodeDocumentId('a%252Fb')).toBe('a%2Fb');
  expect(decodeDocumentId('a/b')).toBe('a/b');
  expect(decodeDocumentId('%F0%9F%97%BA')).toBe('🗺');
  expect(decodeDocumentId('...')).toBe('...');
  for (const none of ['', '%', '%ff', '%00', '%7f', '%C2%85', 'x'.repeat(257), '.', '..', '%2e%2E'])
    expect(decodeDocumentId(none)).toBeNull();
});

test('settings: defaults, the full mapping, and faults that name their key', () => {
  expect(readSettings({})).toMatchObject({ activity: null, idleAfter: 30_000, development: false, schemaGuard: 'on' });
  expect(
    readSettings({
      SUPABASE_URL: 'https://x.supabase.co/',
      SUPABASE_SERVICE_KEY: 'k',
      AGENT_TOKEN_SECRET: 'a, b',
      IDLE_TIMEOUT_MS: '0',
      SCHEMA_GUARD: 'all',
    }),
  ).toMatchObject({
    activity: { url: 'https://x.supabase.co', key: 'k' },
    agentSecrets: ['a', 'b'],
    idleAfter: 0,
    schemaGuard: 'all',
  });
  expect(() => readSettings({ IDLE_TIMEOUT_MS: '30s' })).toThrow('IDLE_TIMEOUT_MS is "30s"');
  expect(() => readSettings({ SCHEMA_GUARD: 'maybe' })).toThrow(
    'SCHEMA_GUARD is "maybe", but must be one of on, all, off',
  );
});

test('the rate lets a burst through, then its average, and a clock that goes back grants nothing', () => {
  const rate = new Rate(10, 0);
  const burst = Array.from({ length: 50 }, () => rate.allows(0)).filter(Boolean).length;
  expect(burst).toBe(40);
  expect(rate.allows(-1_000)).toBe(false);
  expect(rate.allows(0)).toBe(false);
  expect(rate.allows(1_000)).toBe(true);
});

test('why a document has no agent is a sentence', () => {
  const facts = { switchedOff: false, connected: false, awareness: null, people: 1, standing: {} };
  expect(agentState(facts)).toEqual({ state: 'waiting', reason: 'Waiting for an agent.' });
  expect(agentState({ ...facts, standing: { position: 3 } })).toEqual({
    state: 'waiting',
    position: 3,
    reason: 'Waiting for an agent, number 3 in line.',
  });
  expect(agentState({ ...facts, standing: { position: 3, keptAwayBy: 'pause' } })).toEqual({
    state: 'waiting',
    reason: 'An operator has paused the agent of this document.',
  });
  expect(agentState({ ...facts, people: 0 }).state).toBe('none');
  expect(agentState({ ...facts, switchedOff: true, connected: true }).state).toBe('off');
  const awareness = { user: { name: 'Attaché' }, agent: { state: 'waiting', reason: 'An editor lacks the marks.' } };
  expect(agentState({ ...facts, connected: true, awareness })).toEqual({
    state: 'attached',
    name: 'Attaché',
    doing: 'waiting',
    reason: 'An editor lacks the marks.',
  });
});

test('the alarm rings at the earliest of what is due', () => {
  expect(earliest([null, 5, 3, Number.POSITIVE_INFINITY])).toBe(3);
  expect(earliest([null, Number.POSITIVE_INFINITY])).toBeNull();
});

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
