import type { AgentDoing, AgentState } from '../contract';
import type { Standing } from './signs';

const DOING: readonly AgentDoing[] = ['reading', 'thinking', 'marking', 'resting', 'waiting'];

export interface AgentFacts {
  switchedOff: boolean;
  connected: boolean;
  /** What the agent shows of itself. */
  awareness: unknown;
  people: number;
  standing: Standing;
}

/** Whether the document has an agent, and if not, why, for people to read. */
export function agentState(facts: AgentFacts): AgentState {
  if (facts.switchedOff) return { state: 'off', reason: 'The agent is switched off for this document.' };
  if (facts.connected) return attached(facts.awareness);
  if (facts.people === 0) return { state: 'none', reason: 'Nobody is in this document.' };
  const { position, reason } = facts.standing;
  return {
    state: 'waiting',
    ...(position === undefined ? {} : { position }),
    reason:
      reason ??
      (position === undefined ? 'Waiting for an agent.' : `Waiting for an agent, number ${position} in line.`),
  };
}

function attached(awareness: unknown): AgentState {
  const { user, agent } = (awareness ?? {}) as {
    user?: { name?: unknown };
    agent?: { state?: unknown; reason?: unknown };
  };
  const doing = DOING.find((each) => each === agent?.state);
  return {
    state: 'attached',
    ...(typeof user?.name === 'string' ? { name: user.name.slice(0, 100) } : {}),
    ...(doing ? { doing } : {}),
    ...(typeof agent?.reason === 'string' ? { reason: agent.reason.slice(0, 300) } : {}),
  };
}
