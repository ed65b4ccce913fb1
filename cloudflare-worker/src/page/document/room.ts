import { IndexeddbPersistence } from 'y-indexeddb';
import YProvider from 'y-partyserver/provider';
import * as Y from 'yjs';
import {
  type AgentState,
  CloseCode,
  type FromObject,
  GEO_MARK,
  type ReadOnlyReason,
  type ToObject,
} from '../../contract';
import { identity } from '../identity';
import { Cell, type Endings } from '../lib/cell';
import { token, useToken } from '../token';

export type Connection = 'connecting' | 'connected' | 'offline';

/** What keeps this person from going on, until something is done about it. */
export type Trouble = 'token' | 'token_expiring' | 'forbidden' | 'too_large' | 'too_fast';

/** Silence longer than this makes the object believe we are gone, so a word is said in between. */
const HEARTBEAT_MS = 20_000;
const LONGEST_REST_MS = 10_000;

/** One open document: the shared text, the line to its object, and the copy on this device. */
export class Room {
  readonly doc = new Y.Doc();
  readonly provider: YProvider;
  readonly connection = new Cell<Connection>('connecting');
  /** True as soon as there is something to show: the copy on this device, or the object's state. */
  readonly readable = new Cell(false);
  readonly synced = new Cell(false);
  readonly readOnly = new Cell<{ reason: ReadOnlyReason; message: string } | null>(null);
  readonly trouble = new Cell<Trouble | null>(null);
  readonly agent = new Cell<AgentState | null>(null);
  /** Counts restores by somebody, so that each can be announced. */
  readonly restores = new Cell(0);
  #unanswered = 0;
  /** A token was shown to the open line, which has not said yet whether it takes it. */
  #presented = false;

  constructor(
    readonly documentId: string,
    fragment: string,
    endings: Endings,
  ) {
    const copy = new IndexeddbPersistence(`attache:${documentId}`, this.doc);
    void copy.whenSynced.then(() => {
      // An empty copy says nothing about the document: it may have been written by others long ago.
      if (this.doc.getXmlFragment(fragment).length > 0) this.readable.set(true);
    });
    this.provider = new YProvider(location.host, encodeURIComponent(documentId), this.doc, {
      party: 'document',
      protocol: location.protocol === 'https:' ? 'wss' : 'ws',
      params: async () => ({ token: token.value }),
      maxBackoffTime: LONGEST_REST_MS,
      // Two windows meet at the object, as two people do, so that what is seen there has been stored.
      disableBc: true,
      connect: false,
    });
    this.provider.awareness.setLocalState({ user: identity.value, schema: [GEO_MARK] });
    endings.add(identity.watch((user) => this.provider.awareness.setLocalStateField('user', user)));
    let shown = token.value;
    endings.add(
      token.watch((text) => {
        if (text !== null && text !== shown) this.#present(text);
        shown = text;
      }),
    );
    this.#listen(endings);
    void this.provider.connect();
    endings.add(() => {
      this.provider.destroy();
      void copy.destroy();
      this.doc.destroy();
    });
  }

  /** What a person gives, when the sign-in has not renewed it. */
  renewToken(text: string): void {
    if (text === token.value) this.#present(text);
    else useToken(text);
  }

  /** Told to the open line, or used to open it again. */
  #present(text: string): void {
    if (this.provider.wsconnected) {
      this.#presented = true;
      this.#say({ type: 'token', token: text });
    } else this.#connectAgain();
  }

  #listen(endings: Endings): void {
    const { provider } = this;
    provider.on('status', ({ status }: { status: string }) => {
      if (status === 'connected') {
        this.connection.set('connected');
        this.trouble.set(null);
        this.#unanswered = 0;
        this.#say({ type: 'hello' });
      }
    });
    provider.on('sync', (synced: boolean) => {
      this.synced.set(synced);
      if (synced) this.readable.set(true);
    });
    provider.on('connection-close', (event: CloseEvent) => {
      this.connection.set('offline');
      this.agent.set(null);
      this.#closed(event.code);
    });
    provider.on('custom-message', (text: string) => {
      const message = messageIn(text);
      if (message) this.#heard(message);
    });
    const heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    endings.add(() => clearInterval(heartbeat));
    endings.listen(window, 'offline', () => this.connection.set('offline'));
    endings.listen(window, 'online', () => {
      if (!provider.wsconnected) return this.#connectAgain();
      this.connection.set('connected');
      this.#say({ type: 'ping' });
    });
  }

  #closed(code: number): void {
    const presented = this.#presented;
    this.#presented = false;
    // Somebody else has signed in: the line of the one before was closed over it, and a new one is theirs.
    if (presented && code === CloseCode.FORBIDDEN) return;
    const trouble = troubleOf(code);
    if (trouble) this.trouble.set(trouble);
    // Trying again with the same token, or with the same frame, would only be refused again.
    if (code === CloseCode.TOKEN || code === CloseCode.FORBIDDEN || code === CloseCode.TOO_LARGE)
      this.provider.shouldConnect = false;
  }

  #heard(message: FromObject): void {
    switch (message.type) {
      case 'read_only':
        return this.readOnly.set({ reason: message.reason, message: message.message });
      case 'writable':
        return this.readOnly.set(null);
      case 'token_expiring':
        return this.trouble.set('token_expiring');
      case 'token_accepted':
        this.#presented = false;
        return this.trouble.set(null);
      case 'agent':
        return this.agent.set(message.agent);
      case 'restored':
        return this.restores.set(this.restores.value + 1);
      case 'pong':
        this.#unanswered = 0;
        return;
    }
  }

  /** A line that was cut without a word looks open for ever: the beat that is not answered ends it. */
  #beat(): void {
    if (this.#unanswered > 1) this.provider.ws?.close();
    else {
      this.#unanswered++;
      this.#say({ type: 'ping' });
    }
  }

  #say(message: ToObject): void {
    if (this.provider.wsconnected) this.provider.sendMessage(JSON.stringify(message));
  }

  #connectAgain(): void {
    this.provider.wsUnsuccessfulReconnects = 0;
    if (!this.provider.wsconnected && this.provider.ws === null) void this.provider.connect();
  }
}

export function troubleOf(code: number): Trouble | null {
  switch (code) {
    case CloseCode.TOKEN:
      return 'token';
    case CloseCode.FORBIDDEN:
      return 'forbidden';
    case CloseCode.TOO_LARGE:
      return 'too_large';
    case CloseCode.TOO_FAST:
      return 'too_fast';
    default:
      return null;
  }
}

function messageIn(text: string): FromObject | null {
  try {
    return JSON.parse(text) as FromObject;
  } catch {
    return null;
  }
}
