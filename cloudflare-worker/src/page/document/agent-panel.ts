import type { AgentState } from '../../contract';
import { api } from '../api';
import type { Cell, Endings } from '../lib/cell';
import { h, show } from '../lib/dom';
import { flyout } from '../lib/flyout';
import { texts } from '../texts';
import { agentLine } from './agent-line';
import type { Presence } from './presence';
import type { Room } from './room';

/** The agent in the header: what it is doing, or why there is none, and the switch for this document. */
export function agentPanel(room: Room, presence: Cell<Presence>, endings: Endings): HTMLElement {
  const dot = h('span', { class: 'agent-dot', 'aria-hidden': 'true' });
  const title = h('span', { class: 'agent-title' });
  const reason = h('p', { class: 'agent-reason' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const box = h('input', { type: 'checkbox', role: 'switch', onchange: () => void switchAgent(!box.checked) });
  const panel = h(
    'div',
    { class: 'agent-panel' },
    reason,
    h('label', { class: 'switch' }, box, h('span', {}, texts.agent.switch)),
    problem,
  );
  const whole = flyout(texts.agent.label, h('span', { class: 'agent-face' }, dot, title), panel, endings);

  const draw = () => {
    const line = agentLine(presence.value.agents, room.agent.value, room.connection.value === 'connected');
    dot.dataset['mood'] = line.mood;
    title.textContent = line.title;
    reason.textContent = line.reason;
    box.checked = room.agent.value?.state !== 'off';
    box.disabled = room.connection.value !== 'connected' || room.readOnly.value !== null;
  };
  for (const cell of [presence, room.agent, room.connection, room.readOnly] as Cell<unknown>[])
    endings.add(cell.watch(draw));

  async function switchAgent(off: boolean): Promise<void> {
    show(problem);
    try {
      const told: AgentState = (await api.switchAgent(room.documentId, off)).agent;
      room.agent.set(told);
    } catch {
      show(problem, texts.agent.switchFailed);
    }
    draw();
  }
  return whole;
}
