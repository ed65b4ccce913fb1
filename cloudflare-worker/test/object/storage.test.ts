import { env, runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Delivery } from '../../src/object/delivery';
import { Meta } from '../../src/object/meta';
import { Outbox } from '../../src/object/outbox';
import { RestorePoints } from '../../src/object/restore-points';
import { readSettings } from '../../src/object/settings';
import { Signs } from '../../src/object/signs';
import { DocumentStore } from '../../src/object/store';
import { Target } from '../../src/object/target';

/** Real SQLite of a fresh object. */
function inStorage<T>(work: (storage: DurableObjectStorage) => T | Promise<T>): Promise<T> {
  const stub = env.Directory.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_, state) => work(state.storage));
}

const transactIn = (storage: DurableObjectStorage) => (work: () => void) => storage.transactionSync(work);

test('10,000 updates are folded as they come, and loading gives the same document', () =>
  inStorage((storage) => {
    const store = new DocumentStore(storage.sql, transactIn(storage));
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => store.append(update));
    const text = doc.getText('t');
    for (let n = 0; n < 10_000; n++) {
      text.insert(Math.floor(text.length / 2), `${n} `);
      if (store.wantsFolding()) store.fold(doc);
    }
    const { rows } = storage.sql.exec<{ rows: number }>('SELECT count(*) AS rows FROM updates').one();
    expect(rows).toBeLessThanOrEqual(1_001);

    const loaded = new Y.Doc();
    const again = new DocumentStore(storage.sql, transactIn(storage));
    again.load(loaded);
    expect(loaded.getText('t').toString()).toBe(text.toString());
    expect(again.size).toBe(store.size);
  }));

test('an update larger than a row is stored in parts and comes back whole', () =>
  inStorage((storage) => {
    const store = new DocumentStore(storage.sql, transactIn(storage));
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'é'.repeat(2_500_000));
    store.append(Y.encodeStateAsUpdate(doc));
    store.append(Y.encodeStateAsUpdate(new Y.Doc()));
    const loaded = new Y.Doc();
    store.load(loaded);
    expect(loaded.getText('t').length).toBe(2_500_000);
    store.fold(loaded);
    const folded = new Y.Doc();
    new DocumentStore(storage.sql, transactIn(storage)).load(folded);
    expect(folded.getText('t').length).toBe(2_500_000);
  }));

test('the sequence never falls behind the clock, and never goes back with it', () =>
  inStorage((storage) => {
    const outbox = new Outbox(storage.sql, new Meta(storage.sql), 10);
    expect(outbox.nextSeq(1_000)).toBe(1_000);
    expect(outbox.nextSeq(1_000)).toBe(1_001);
    expect(outbox.nextSeq(500)).toBe(1_002);
    const again = new Outbox(storage.sql, new Meta(storage.sql), 10);
    expect(again.nextSeq(900)).toBe(1_003);
    expect(again.nextSeq(5_000)).toBe(5_000);
  }));

test('a full outbox folds into one event that tells the whole state', () =>
  inStorage((storage) => {
    const outbox = new Outbox(storage.sql, new Meta(storage.sql), 3);
    outbox.add({ type: 'active', people: 1 }, 1);
    outbox.add({ type: 'user_joined', people: 2 }, 2);
    outbox.add({ type: 'user_left', people: 1 }, 3);
    expect(outbox.add({ type: 'user_joined', people: 2 }, 4)).toBe(3);
    expect(outbox.head(9).map((letter) => [letter.type, letter.people, letter.seq])).toEqual([['active', 2, 4]]);
  }));

test('dead letters are counted for ever and kept up to a bound', () =>
  inStorage((storage) => {
    const outbox = new Outbox(storage.sql, new Meta(storage.sql), 1_000);
    for (let n = 0; n < 130; n++) outbox.add({ type: 'user_joined', people: n }, n);
    for (const letter of outbox.head(200)) outbox.bury(letter, 'status 409');
    expect(outbox.size).toBe(0);
    expect(outbox.deadLetters).toBe(130);
    expect(storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM dead_letters').one().n).toBe(100);
  }));

test('a backlog goes in batches, and a bad row in one is found alone', () =>
  inStorage(async (storage) => {
    const meta = new Meta(storage.sql);
    const outbox = new Outbox(storage.sql, meta, 1_000);
    for (let n = 1; n <= 120; n++) outbox.add({ type: 'user_joined', people: n }, n);
    const taken: number[] = [];
    const sizes: number[] = [];
    const target = fakeTarget((letters) => {
      sizes.push(letters.length);
      if (letters.some((letter) => letter.people === 60)) return 400;
      taken.push(...letters.map((letter) => letter.people));
      return 201;
    });
    await new Delivery('d', outbox, target, meta, readSettings({})).run(() => 0);

    expect(taken).toEqual(Array.from({ length: 120 }, (_, n) => n + 1).filter((n) => n !== 60));
    expect(outbox.deadLetters).toBe(1);
    expect(sizes[0]).toBe(50);
    expect(sizes.length).toBe(1 + 1 + 10 + 2);
  }));

test('a run that is under way keeps an alarm of its own, in case the object dies in it', () =>
  inStorage(async (storage) => {
    const meta = new Meta(storage.sql);
    const outbox = new Outbox(storage.sql, meta, 10);
    outbox.add({ type: 'active', people: 1 }, 1);
    let during: number | null = null;
    const delivery: Delivery = new Delivery(
      'd',
      outbox,
      fakeTarget(() => {
        during = delivery.due();
        return 201;
      }),
      meta,
      readSettings({}),
    );
    await delivery.run(() => 1_000);
    expect(during).toBe(16_000);
    expect(delivery.due()).toBeNull();
  }));

test('a switch that is thrown again while it is on its way goes again, with its last position', () =>
  inStorage(async (storage) => {
    const meta = new Meta(storage.sql);
    const sent: boolean[] = [];
    const target = new (class extends Target {
      override async switched(_: number, off: boolean) {
        sent.push(off);
        if (sent.length === 1) delivery.switchAgent(false, 2_000);
        return { kind: 'status' as const, status: 200, body: 'true' };
      }
    })('https://table.test', 'key', 'd');
    const delivery: Delivery = new Delivery('d', new Outbox(storage.sql, meta, 10), target, meta, readSettings({}));
    delivery.switchAgent(true, 1_000);
    await delivery.run(() => 3_000);
    expect(sent).toEqual([true, false]);
    expect(delivery.due()).toBeNull();
  }));

test('signs of life: every five minutes, every minute while people edit, never without people', () =>
  inStorage((storage) => {
    const meta = new Meta(storage.sql);
    const signs = new Signs(
      'd',
      fakeTarget(() => 200),
      new Outbox(storage.sql, meta, 10),
      meta,
    );
    signs.given(1_000);
    expect(signs.due(1, null)).toBe(301_000);
    expect(signs.due(1, 500)).toBe(301_000);
    expect(signs.due(1, 2_000)).toBe(61_000);
    expect(signs.due(0, 2_000)).toBeNull();
  }));

test('a sign that is ignored, because the table knows a higher number, raises ours', () =>
  inStorage(async (storage) => {
    const meta = new Meta(storage.sql);
    const outbox = new Outbox(storage.sql, meta, 10);
    const signs = new Signs(
      'd',
      fakeTarget(() => 200, 'false'),
      outbox,
      meta,
    );
    await signs.give(1, null, () => 777_000);
    expect(outbox.lastSeq).toBe(777_000);
  }));

test('restore points are made once a period while the text changes, the first after five minutes', () =>
  inStorage((storage) => {
    const points = new RestorePoints(storage.sql, transactIn(storage), new Meta(storage.sql), 3_600_000, 'default');
    const doc = new Y.Doc();
    doc.getXmlFragment('default').push([new Y.XmlText('Hello there.')]);
    expect(points.due()).toBeNull();
    points.changed(1_000);
    expect(points.due()).toBe(301_000);
    const point = points.make(doc, 'kept', 301_000);
    expect(points.due()).toBeNull();
    points.changed(400_000);
    points.changed(500_000);
    expect(points.due()).toBe(301_000 + 3_600_000);
    expect(points.list()).toMatchObject([{ point, kind: 'kept', madeAt: 301_000, preview: 'Hello there.' }]);
    expect(points.read(point)).toEqual(Y.encodeStateAsUpdate(doc));
    expect(points.read('0; DROP TABLE restore_points')).toBeNull();
  }));

type Letters = Parameters<Target['insert']>[0];

function fakeTarget(answer: (letters: Letters) => number, body = 'true'): Target {
  return new (class extends Target {
    override async insert(letters: Letters) {
      return { kind: 'status' as const, status: answer(letters), body: '' };
    }
    override async seen() {
      return { kind: 'status' as const, status: 200, body };
    }
  })('https://table.test', 'key', 'd');
}
