import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { AgentDoing, GeoCandidate, GeoMarkAttributes } from '../../src/contract';
import { until } from './until';

const SECRET = new TextEncoder().encode('development-agent-secret-not-for-production');

/** An agent as any other program would be one: a stock Yjs peer with an agent's token. */
export class AgentPeer {
  readonly doc = new Y.Doc();

  private constructor(
    origin: string,
    document: string,
    token: string,
    readonly provider = new WebsocketProvider(
      `${origin.replace('http', 'ws')}/parties/document`,
      encodeURIComponent(document),
      new Y.Doc(),
      {
        params: { token },
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      },
    ),
  ) {
    this.doc = provider.doc;
  }

  static async join(origin: string, document: string, epoch = Date.now()): Promise<AgentPeer> {
    const token = await new SignJWT({ doc: document, role: 'agent', epoch, life: 1 })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('agent-of-a-test')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(SECRET);
    const peer = new AgentPeer(origin, document, token);
    peer.says('reading');
    await until('the agent has the document', () => peer.provider.synced);
    return peer;
  }

  says(state: AgentDoing, reason?: string): void {
    this.provider.awareness.setLocalState({ user: { name: 'Attaché', color: '#0f5c63' }, agent: { state, reason } });
  }

  /** Marks the first mention of the name in the paragraph, in one transaction, as the worker does. */
  async mark(
    name: string,
    place: Omit<GeoMarkAttributes, 'geoId' | 'placeName' | 'coordSource'> & Partial<GeoMarkAttributes>,
  ): Promise<string> {
    const geoId = `geo-${crypto.randomUUID()}`;
    await until(`the agent reads "${name}"`, () => this.#find(name) !== undefined);
    const found = this.#find(name);
    if (!found) throw new Error(`"${name}" went away`);
    this.doc.transact(() => {
      found.text.format(found.index, name.length, {
        geoMark: { geoId, placeName: name, coordSource: 'gazetteer', ...place },
      });
    });
    return geoId;
  }

  offers(geoId: string, candidates: GeoCandidate[]): void {
    this.doc.getMap('geoCandidates').set(geoId, candidates);
  }

  text(): string {
    return this.doc.getXmlFragment('default').toString();
  }

  leave(): void {
    this.provider.destroy();
  }

  #find(name: string): { text: Y.XmlText; index: number } | undefined {
    for (const paragraph of this.doc.getXmlFragment('default').toArray()) {
      if (!(paragraph instanceof Y.XmlElement)) continue;
      for (const text of paragraph.toArray()) {
        if (!(text instanceof Y.XmlText)) continue;
        let from = 0;
        for (const { insert, attributes } of text.toDelta() as Array<{
          insert: string;
          attributes?: Record<string, unknown>;
        }>) {
          const index = insert.indexOf(name);
          if (index >= 0 && !attributes?.geoMark) return { text, index: from + index };
          from += insert.length;
        }
      }
    }
    return undefined;
  }
}
