import type * as Y from 'yjs';
import { Alarms } from './alarms';
import { Delivery } from './delivery';
import type { Env } from './env';
import { Meta } from './meta';
import { Outbox } from './outbox';
import { Reporter } from './reporter';
import { RestorePoints } from './restore-points';
import { readSettings, type Settings } from './settings';
import { Signs } from './signs';
import { Inquiry } from './standing';
import { DocumentStore } from './store';
import { Target } from './target';
import { SharedText } from './text';
import { Usage } from './usage';

/** Everything a document is made of that lives in its storage. */
export interface Parts {
  settings: Settings;
  meta: Meta;
  alarms: Alarms;
  text: SharedText;
  restorePoints: RestorePoints;
  outbox: Outbox;
  delivery: Delivery;
  usage: Usage;
  signs: Signs;
  inquiry: Inquiry;
  reporter: Reporter;
}

/** The composition root of a document object. */
export function assemble(
  storage: DurableObjectStorage,
  env: Env,
  documentId: string,
  doc: Y.Doc,
  passOn: (update: Uint8Array) => void,
): Parts {
  const settings = readSettings(env);
  const { sql } = storage;
  const transact = (work: () => void): void => storage.transactionSync(work);
  const meta = new Meta(sql);
  const outbox = new Outbox(sql, meta, settings.outboxLimit);
  const target = settings.activity ? new Target(settings.activity.url, settings.activity.key, documentId) : null;
  return {
    settings,
    meta,
    alarms: new Alarms(storage),
    text: new SharedText(doc, new DocumentStore(sql, transact), meta, passOn),
    restorePoints: new RestorePoints(sql, transact, meta, settings.restorePointEvery, settings.fragment),
    outbox,
    delivery: new Delivery(documentId, outbox, target, meta, settings),
    usage: new Usage(documentId, meta, outbox, settings.idleAfter, target !== null),
    signs: new Signs(documentId, target, outbox, meta),
    inquiry: new Inquiry(target),
    reporter: new Reporter(env.Directory),
  };
}
