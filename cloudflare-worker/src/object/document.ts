import type { Connection, ConnectionContext, WSMessage } from 'partyserver';
import { YServer } from 'y-partyserver';
import { CloseCode, type DocumentSummary, type RestorePoint, TEXT_PREFIX } from '../contract';
import { agentState } from './agent-state';
import { bringBack } from './bring-back';
import { answerDocument, type DocumentDesk } from './document-api';
import type { Env } from './env';
import { decideFence, type Fence, NO_FENCE, supersededReason } from './fence';
import { ASK_AWARENESS_FRAME, awarenessFrame, updateFrame } from './frames';
import { Intake } from './intake';
import { assemble, type Parts } from './parts';
import { greet, note, type Peer, stateOf } from './peer';
import { Presence, statesOf } from './presence';
import { renewToken } from './renewal';
import { Rights } from './rights';
import { Room, tell } from './room';
import { type AgentVisitor, visitorOf } from './visitor';
import { vitals } from './vitals';
import { Watch } from './watch';

const TRY_LATER = 1013;
const PING = `${TEXT_PREFIX}{"type":"ping"}`;
const PONG = `${TEXT_PREFIX}{"type":"pong"}`;

/**
 * One document: where people and agents meet, and where its activity is born. Sleeps (hibernates) while nothing comes
 * in, with its sockets open; everything it must remember is in its storage or in the sockets' attachments.
 */
export class DocumentObject extends YServer<Env> implements DocumentDesk {
  static override options = { hibernate: true };

  private parts!: Parts;
  private room!: Room;
  private presence!: Presence;
  private rights!: Rights;
  private intake!: Intake;
  private watch!: Watch;
  private toldAgentState = '';

  /**
   * Not the base's: that asks every peer for its whole state at each wake, to get back what was not saved. Here every
   * update is stored before it is passed on, so there is nothing to get back, and a wake stays cheap.
   */
  override async onStart(): Promise<void> {
    vitals.wakes++;
    this.room = new Room(() => this.getConnections<never>() as Iterable<Connection> as Iterable<Peer>);
    this.parts = assemble(this.ctx.storage, this.env, this.name, this.document, (update) =>
      this.room.broadcast(updateFrame(update)),
    );
    const { text, settings } = this.parts;
    const dismiss = this.dismiss.bind(this);
    this.presence = new Presence(this.document.awareness);
    this.rights = new Rights(text, settings);
    this.intake = new Intake(this.parts, this.room, this.presence, this.rights, dismiss, (peer, message) =>
      this.onText(peer, message),
    );
    this.watch = new Watch(this.room, text, settings, (peer) => this.lastPong(peer), dismiss);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.presence.recall(this.room.peers());
    await this.parts.alarms.recall();
    // A restart loses sockets without a word: count who is really here.
    this.recount();
  }

  override onConnect(connection: Connection, context: ConnectionContext): void {
    const peer = connection as Peer;
    const { visitor, hearsText } = visitorOf(context.request);
    greet(peer, visitor, hearsText, Date.now());
    if (this.room.peers().length > this.parts.settings.peerLimit)
      return this.dismiss(peer, TRY_LATER, 'too many people are in this document');
    if (visitor.role === 'agent' && !this.admitAgent(peer, visitor)) return;
    this.rights.review(peer);
    // The base greets with what it holds, so it must be loaded.
    void this.parts.text.open;
    super.onConnect(connection, context);
    this.recount();
  }

  override async onMessage(connection: Connection, message: WSMessage): Promise<void> {
    await this.intake.receive(connection as Peer, message, Date.now());
    this.rearm();
  }

  override onClose(connection: Connection): void {
    this.depart(connection as Peer);
  }

  /** An oversize frame or a broken network comes here, and not to `onClose`. */
  override onError(connection: Connection, error: unknown): void {
    console.warn(`[DO] a connection broke document=${this.name} why=${String(error)}`);
    this.dismiss(connection as Peer, 1011, 'connection broke');
  }

  override onRequest(request: Request): Promise<Response> {
    return answerDocument(request, this);
  }

  override async onAlarm(): Promise<void> {
    vitals.alarms++;
    const { alarms, usage, restorePoints, text } = this.parts;
    const now = Date.now();
    alarms.rang();
    this.watch.look(now);
    usage.checkGrace(now);
    if ((restorePoints.due() ?? Number.POSITIVE_INFINITY) <= now) restorePoints.make(text.open, 'kept', now);
    this.settle();
    await this.tellOutside();
    this.rearm();
  }

  summary(): DocumentSummary {
    const { people } = this.parts.usage.activity;
    const [agent] = this.room.agents();
    return {
      documentId: this.name,
      people,
      agent: agentState({
        switchedOff: this.parts.meta.get('agent_off', false),
        connected: agent !== undefined,
        awareness: agent ? statesOf(agent)[0] : null,
        people,
        standing: this.parts.inquiry.standing,
      }),
      editedAt: this.parts.text.editedAt,
    };
  }

  /** Only noted and passed on: whether an agent stays is for the manager to decide, not for us to fight about. */
  switchAgent(off: boolean): DocumentSummary {
    if (this.parts.meta.get('agent_off', false) !== off) {
      console.log(`[DO] the agent was switched ${off ? 'off' : 'on'} document=${this.name}`);
      this.parts.delivery.switchAgent(off, Date.now());
      this.tellAgentState();
      this.settle();
    }
    return this.summary();
  }

  restorePoints(): RestorePoint[] {
    return this.parts.restorePoints.list();
  }

  readPoint(point: string): Uint8Array | null {
    return this.parts.restorePoints.read(point);
  }

  bringBack(point: string): string | null {
    const { restorePoints, text } = this.parts;
    const earlier = restorePoints.read(point);
    if (!earlier) return null;
    const now = Date.now();
    const before = restorePoints.make(text.open, 'before_restore', now);
    text.apply(bringBack(text.open, earlier), null);
    restorePoints.changed(now);
    console.log(`[DO] an earlier state was brought back document=${this.name} point=${point} before=${before}`);
    this.room.tellHearers({ type: 'restored', point });
    this.settle();
    return before;
  }

  vitals(): unknown {
    const { outbox, delivery, text } = this.parts;
    return {
      isolate: vitals,
      peers: this.room.peers().length,
      storedBytes: text.size,
      outbox: { waiting: outbox.size, dead: outbox.deadLetters, held: delivery.held, seq: outbox.lastSeq },
    };
  }

  /** However confused the managers are, a document has one agent: the newest by (epoch, life), and of equals the last. */
  private admitAgent(peer: Peer, visitor: AgentVisitor): boolean {
    const { meta } = this.parts;
    const stored = meta.get<Fence>('fence', NO_FENCE);
    const decision = decideFence(stored, visitor);
    if (decision.kind === 'refuse') {
      this.dismiss(peer, CloseCode.SUPERSEDED, decision.reason);
      return false;
    }
    const fence = { epoch: visitor.epoch, life: visitor.life };
    if (decision.raise) meta.put('fence', fence);
    for (const other of this.room.agents())
      if (other !== peer) this.dismiss(other, CloseCode.SUPERSEDED, supersededReason(fence));
    console.log(
      `[DO] an agent came document=${this.name} agent=${visitor.sub} epoch=${fence.epoch} life=${fence.life}`,
    );
    return true;
  }

  private async onText(peer: Peer, message: Record<string, unknown>): Promise<void> {
    if (!stateOf(peer).hearsText) note(peer, { hearsText: true });
    switch (message.type) {
      case 'hello':
        note(peer, { hello: true });
        tell(peer, { type: 'agent', agent: this.summary().agent });
        return this.rights.tellWhy(peer);
      case 'token':
        return renewToken(peer, message.token, this.name, this.parts.settings, this.rights, this.dismiss.bind(this));
      case 'ping':
        return tell(peer, { type: 'pong' });
      default:
        // Newer clients may say what we do not know yet.
        return;
    }
  }

  private dismiss(peer: Peer, code: number, reason: string): void {
    const { visitor } = stateOf(peer);
    console.log(`[DO] closed a connection document=${this.name} role=${visitor.role} code=${code} why=${reason}`);
    try {
      // The runtime ends the connection under a closed socket only when one more frame has come from it, or at its next
      // sleep; stock clients wait for that before they connect again. So one last question, whose answer is dropped.
      peer.send(ASK_AWARENESS_FRAME);
      peer.close(code, reason);
    } catch {
      // Closed already, by its own side or by the runtime.
    }
    this.depart(peer);
  }

  private depart(peer: Peer): void {
    if (stateOf(peer).gone) return;
    const farewell = this.presence.leave(peer);
    note(peer, { gone: true });
    this.intake.forget(peer);
    if (farewell) this.room.broadcast(awarenessFrame(farewell));
    this.recount();
  }

  private recount(): void {
    this.parts.usage.count(this.room.people(), Date.now());
    this.tellAgentState();
    this.settle();
  }

  private tellAgentState(): void {
    this.parts.inquiry.waits(this.summary().agent.state === 'waiting', Date.now());
    const { agent } = this.summary();
    const news = JSON.stringify([agent.state, agent.position, agent.state === 'waiting' && agent.reason]);
    if (news === this.toldAgentState) return;
    this.toldAgentState = news;
    this.room.tellHearers({ type: 'agent', agent });
  }

  /** After every turn: send what is due, and see that the alarm rings for what comes next. */
  private settle(): void {
    this.rearm();
    this.ctx.waitUntil(this.tellOutside());
  }

  private async tellOutside(): Promise<void> {
    const { delivery, reporter, signs, inquiry, usage, text, outbox } = this.parts;
    const clock = () => Date.now();
    const waiting = outbox.size;
    await Promise.all([delivery.run(clock), reporter.tell(() => this.summary(), clock)]);
    if (waiting > 0 && outbox.size === 0) signs.given(clock());
    const { people } = usage.activity;
    const due = signs.due(people, text.editedAt);
    // Not before the events: a sign must not overtake them.
    if (due !== null && due <= clock() && delivery.atEase) {
      await signs.give(people, text.editedAt, clock);
    }
    if ((inquiry.due() ?? Number.POSITIVE_INFINITY) <= clock()) {
      await inquiry.ask(clock);
      this.tellAgentState();
    }
    this.rearm();
  }

  private rearm(): void {
    const { alarms, usage, delivery, signs, inquiry, reporter, restorePoints, text } = this.parts;
    const now = Date.now();
    const { people, idleDue } = usage.activity;
    const sign = delivery.atEase ? signs.due(people, text.editedAt) : null;
    const dues = [idleDue, delivery.due(), sign, inquiry.due(), reporter.due(), restorePoints.due()];
    alarms.ringAt([...dues, ...this.watch.dues(now)], now);
  }

  private lastPong(peer: Peer): number {
    return this.ctx.getWebSocketAutoResponseTimestamp(peer)?.getTime() ?? 0;
  }
}
