import WebSocket from 'ws';
import YProvider from 'y-partyserver/provider';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type FromObject, TEXT_PREFIX, type ToObject } from '../../../src/contract';
import { agentToken, userToken } from './tokens';
import { until } from './until';
import type { World } from './world';

const open = new Set<{ leave(): void }>();

export function closeAll(): void {
  for (const peer of open) peer.leave();
  open.clear();
}

/** A client of one of the two stock providers, with what it was told. */
export interface Client {
  doc: Y.Doc;
  awareness: Awareness;
  closes: { code: number; reason: string }[];
  texts: FromObject[];
  say(message: ToObject): void;
  synced(): Promise<void>;
  leave(): void;
}

export interface Joining {
  token?: string | (() => Promise<string>);
  doc?: Y.Doc;
  /** Awareness state; null shows nothing. */
  state?: Record<string, unknown> | null;
}

export const PERSON = { user: { name: 'Ana', color: '#aa3355' }, schema: ['geoMark'] };

/** A person with the current editor, by y-partyserver's own provider. */
export async function person(world: World, documentId: string, joining: Joining = {}): Promise<Client> {
  return yprovider(world, documentId, { state: PERSON, ...joining, token: joining.token ?? (await userToken()) });
}

export async function agent(world: World, documentId: string, epoch = 1, life = 1): Promise<Client> {
  const state = { user: { name: 'Attaché', color: '#225588' }, agent: { state: 'reading' } };
  return yprovider(world, documentId, { state, token: await agentToken(documentId, epoch, life) });
}

export function yprovider(
  world: World,
  documentId: string,
  { token, doc = new Y.Doc(), state = null }: Joining,
): Client {
  const provider = new YProvider(world.host, encodeURIComponent(documentId), doc, {
    party: 'document',
    protocol: 'ws',
    disableBc: true,
    connect: false,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    params: async () => ({ token: typeof token === 'function' ? await token() : token }),
  });
  provider.awareness.setLocalState(state);
  const texts: FromObject[] = [];
  provider.on('custom-message', (text: string) => texts.push(JSON.parse(text)));
  void provider.connect();
  return clientOf(provider, doc, texts);
}

export function yWebsocket(
  world: World,
  documentId: string,
  { token, doc = new Y.Doc(), state = null }: Joining,
): Client {
  const provider = new WebsocketProvider(`ws://${world.host}/parties/document`, encodeURIComponent(documentId), doc, {
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    params: token ? { token: token as string } : {},
  });
  provider.awareness.setLocalState(state);
  return clientOf(provider, doc, []);
}

function clientOf(provider: YProvider | WebsocketProvider, doc: Y.Doc, texts: FromObject[]): Client {
  const closes: { code: number; reason: string }[] = [];
  const any = provider as unknown as {
    on(name: string, listener: (event: { code: number; reason: string } | null) => void): void;
    synced: boolean;
    ws: WebSocket | null;
  };
  any.on('connection-close', (event) => {
    if (event) closes.push({ code: event.code, reason: event.reason });
  });
  const client: Client = {
    doc,
    awareness: provider.awareness as Awareness,
    closes,
    texts,
    say: (message) => any.ws?.send(TEXT_PREFIX + JSON.stringify(message)),
    synced: async () => void (await until('provider to be synced', () => any.synced)),
    leave: () => {
      open.delete(client);
      provider.destroy();
    },
  };
  open.add(client);
  return client;
}

/** A bare socket: for what no provider would do. */
export class Raw {
  readonly frames: (Buffer | string)[] = [];
  closed: { code: number; reason: string } | null = null;
  opened = false;
  /** What it still says when it is being closed. */
  lastWord: Uint8Array = Uint8Array.of(2);

  constructor(readonly socket: WebSocket) {
    socket.on('open', () => {
      this.opened = true;
    });
    socket.on('message', (data: Buffer, binary) => {
      this.frames.push(binary ? data : data.toString());
      // Answers the last question before a close, and no other.
      if (binary && data.length === 1 && data[0] === 3) socket.send(this.lastWord);
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    socket.on('error', () => {});
    open.add(this);
  }

  static to(world: World, path: string, headers: Record<string, string> = {}): Raw {
    return new Raw(new WebSocket(`ws://${world.host}${path}`, { headers, perMessageDeflate: false }));
  }

  static async person(world: World, documentId: string, token?: string): Promise<Raw> {
    const raw = Raw.to(world, `/parties/document/${encodeURIComponent(documentId)}`, {
      Authorization: `Bearer ${token ?? (await userToken())}`,
    });
    await until('greeting', () => raw.frames.length > 0);
    return raw;
  }

  close(): Promise<{ code: number; reason: string }> {
    return until('close', () => this.closed);
  }

  texts(): FromObject[] {
    return this.frames
      .filter((frame): frame is string => typeof frame === 'string')
      .map((frame) => JSON.parse(frame.slice(TEXT_PREFIX.length)));
  }

  leave(): void {
    this.socket.terminate();
  }
}

/** Appends a paragraph, as an editor would. */
export function write(client: { doc: Y.Doc }, text: string): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph');
  const content = new Y.XmlText(text);
  paragraph.insert(0, [content]);
  client.doc.getXmlFragment('default').push([paragraph]);
  return content;
}

export const read = (client: { doc: Y.Doc }): string => client.doc.getXmlFragment('default').toString();
