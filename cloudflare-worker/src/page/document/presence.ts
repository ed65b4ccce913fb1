import type { AgentDoing } from '../../contract';

/** Who is in the document, read from the awareness of everybody. All of it was written by others: nothing is trusted. */
export interface Person {
  clientId: number;
  name: string;
  colour: string;
  me: boolean;
}

export interface Agent {
  clientId: number;
  name: string;
  colour: string;
  doing: AgentDoing;
  reason: string;
}

export interface Presence {
  people: Person[];
  agents: Agent[];
}

const DOINGS: readonly string[] = ['reading', 'thinking', 'marking', 'resting', 'waiting'];
const COLOUR = /^#[0-9a-f]{6}$/i;
const NAME_LIMIT = 40;
const REASON_LIMIT = 160;
export const PLAIN_COLOUR = '#6b6760';

export function presenceIn(states: ReadonlyMap<number, unknown>, me: number): Presence {
  const presence: Presence = { people: [], agents: [] };
  for (const [clientId, state] of states) {
    const user = record(record(state)?.['user']);
    if (!user) continue;
    const name = short(user['name'], NAME_LIMIT);
    const colour = colourText(user['color']);
    const agent = record(record(state)?.['agent']);
    if (!agent) presence.people.push({ clientId, name, colour, me: clientId === me });
    else
      presence.agents.push({
        clientId,
        name,
        colour,
        doing: doingOf(agent['state']),
        reason: short(agent['reason'], REASON_LIMIT),
      });
  }
  presence.people.sort((a, b) => Number(b.me) - Number(a.me) || a.clientId - b.clientId);
  return presence;
}

export function colourText(colour: unknown): string {
  return typeof colour === 'string' && COLOUR.test(colour) ? colour : PLAIN_COLOUR;
}

export function short(text: unknown, limit: number): string {
  return typeof text === 'string' ? text.trim().slice(0, limit) : '';
}

function doingOf(state: unknown): AgentDoing {
  return typeof state === 'string' && DOINGS.includes(state) ? (state as AgentDoing) : 'resting';
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
