import type { AgentDoing, AgentState } from '../contract';
import type { Standing } from './standing';

const DOING: readonly AgentDoing[] = ['reading', 'thinking', 'marking', 'resting', 'waiting'];

const KEPT_AWAY: Record<NonNullable<Standing['keptAwayBy']>, string> = {
  ban: 'An operator keeps agents away from this document.',
  pause: 'An operator has paused the agent of this document.',
  quarantine: 'Agents failed here several times. An edit brings one back after a while.',
};

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
  const { position, keptAwayBy } = facts.standing;
  if (keptAwayBy) return { state: 'waiting', reason: KEPT_AWAY[keptAwayBy] };
  return {
    state: 'waiting',
    ...(position === undefined ? {} : { position }),
    reason: position === undefined ? 'Waiting for an agent.' : `Waiting for an agent, number ${position} in line.`,
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
