import type { ReadOnlyReason } from '../contract';
import { askFrame } from './frames';
import { note, type Peer, stateOf } from './peer';
import { statesOf } from './presence';
import { send, tell } from './room';
import { mayEdit } from './schema-guard';
import type { Settings } from './settings';
import type { SharedText } from './text';

const MESSAGES: Record<ReadOnlyReason, string> = {
  access: 'You may read this document, but not change it.',
  schema:
    'This editor does not know the place marks in this document and would delete them with their text. Reload the page to get the current editor.',
  full: 'This document has reached its size limit. Continue in a new one.',
};

/** Who may change the text. */
export class Rights {
  constructor(
    private readonly text: SharedText,
    private readonly settings: Settings,
  ) {}

  /** Looks again at what this peer may do, and tells it when that has changed. */
  review(peer: Peer): void {
    const before = stateOf(peer).readOnly;
    const after = this.reasonAgainst(peer);
    if (before === after) return;
    note(peer, { readOnly: after });
    // Readers by token knew before they came; they are told when they say hello or try to write.
    if (after === 'schema' || after === 'full') this.tellWhy(peer);
    if (after !== null || before === 'access') return;
    tell(peer, { type: 'writable' });
    // What it wrote meanwhile was dropped here but is still with it.
    send(peer, askFrame(this.text.open));
  }

  tellWhy(peer: Peer): void {
    const reason = stateOf(peer).readOnly;
    if (reason) tell(peer, { type: 'read_only', reason, message: MESSAGES[reason] });
  }

  private reasonAgainst(peer: Peer): ReadOnlyReason | null {
    const { visitor } = stateOf(peer);
    if (visitor.role === 'user' && visitor.readOnly) return 'access';
    if (this.text.size > this.settings.documentLimit) return 'full';
    if (visitor.role === 'agent') return null;
    return mayEdit(this.settings.schemaGuard, this.text.holdsMarks, statesOf(peer)) ? null : 'schema';
  }
}
