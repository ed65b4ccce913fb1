import type { AgentState } from '../../contract';
import { texts } from '../texts';
import type { Agent } from './presence';

export interface AgentLine {
  /** For the colour of the dot. */
  mood: 'busy' | 'here' | 'waiting' | 'none';
  title: string;
  reason: string;
}

/** What the header says of the agent. Its own words come first; without one, the object's reason why there is none. */
export function agentLine(agents: readonly Agent[], told: AgentState | null, connected: boolean): AgentLine {
  const [agent] = agents;
  if (!connected) return { mood: 'none', title: texts.agent.none.offline, reason: texts.agent.because.offline };
  if (agent) {
    const busy = agent.doing === 'thinking' || agent.doing === 'marking' || agent.doing === 'reading';
    return {
      mood: busy ? 'busy' : agent.doing === 'waiting' ? 'waiting' : 'here',
      title: texts.agent.doing(agent.name || texts.agent.name, agent.doing),
      reason: agent.reason || texts.agent.reads[agent.doing],
    };
  }
  if (told?.state === 'off')
    return { mood: 'none', title: texts.agent.none.off, reason: told.reason ?? texts.agent.because.off };
  if (told?.state === 'waiting' || told?.state === 'attached') {
    const position =
      told.position === undefined ? texts.agent.because.waiting : texts.agent.because.position(told.position);
    return { mood: 'waiting', title: texts.agent.none.waiting, reason: told.reason ?? position };
  }
  return { mood: 'none', title: texts.agent.none.none, reason: told?.reason ?? texts.agent.because.none };
}
