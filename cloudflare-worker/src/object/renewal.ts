import { CloseCode } from '../contract';
import { opens } from './door';
import type { Dismiss } from './intake';
import { note, type Peer, stateOf } from './peer';
import type { Rights } from './rights';
import { tell } from './room';
import type { Settings } from './settings';
import { verifyToken } from './tokens';

/** A person's open socket gets a new token; it must be the same person, for the same document. */
export async function renewToken(
  peer: Peer,
  token: unknown,
  documentId: string,
  settings: Settings,
  rights: Rights,
  dismiss: Dismiss,
): Promise<void> {
  const held = stateOf(peer).visitor;
  if (held.role !== 'user') return;
  if (typeof token !== 'string') return dismiss(peer, CloseCode.TOKEN, 'token is not text');
  const admission = await verifyToken(token, settings, Date.now());
  if (stateOf(peer).gone) return;
  // Nobody could check it just now: the old one still counts, and it is asked for again.
  if (admission.kind === 'unavailable') return;
  if (admission.kind === 'refused') return dismiss(peer, CloseCode.TOKEN, admission.reason);
  if (!opens(admission, documentId)) return dismiss(peer, CloseCode.FORBIDDEN, 'token is for another document');
  if (admission.visitor.role !== 'user' || admission.visitor.sub !== held.sub)
    return dismiss(peer, CloseCode.FORBIDDEN, 'token is for somebody else');
  note(peer, { visitor: admission.visitor, tokenAsked: 0 });
  rights.review(peer);
  tell(peer, { type: 'token_accepted' });
}
