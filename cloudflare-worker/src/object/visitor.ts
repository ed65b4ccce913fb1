/** Who a connection is, as its token says; the only source of role, rights and fence. */
export type Visitor = PersonVisitor | AgentVisitor;

export interface PersonVisitor {
  role: 'user';
  sub: string;
  name: string | null;
  readOnly: boolean;
  /** Milliseconds since 1970, or null for the anonymous people of development mode. */
  expiresAt: number | null;
}

export interface AgentVisitor {
  role: 'agent';
  sub: string;
  epoch: number;
  life: number;
}

/** A visitor who comes by a web socket, and whether its client understands text frames from the start. */
export interface Comer {
  visitor: Visitor;
  hearsText: boolean;
}

const HEADER = 'x-attache-visitor';

/** The request for the object: made anew, so that no header, `_pk`, props or token of the client reaches it. */
export function visitorRequest(comer: Comer): Request {
  return new Request('https://document/', {
    headers: { Upgrade: 'websocket', [HEADER]: encodeURIComponent(JSON.stringify(comer)) },
  });
}

/** Reads what the door wrote; only the door can reach the object, so this is trusted. */
export function visitorOf(request: Request): Comer {
  const header = request.headers.get(HEADER);
  if (!header) throw new Error('a connection reached the document without passing the door');
  return JSON.parse(decodeURIComponent(header)) as Comer;
}
