/** Whether a document is in use, and the last count that was told. Kept in storage: a restart must not forget it. */
export interface Activity {
  inUse: boolean;
  people: number;
  /** When the grace after the last person ends; null while people are here or the document is idle. */
  idleDue: number | null;
}

export type ActivityType = 'active' | 'user_joined' | 'user_left' | 'idle';

/** A fact for the activity log. */
export interface ActivityEvent {
  type: ActivityType;
  people: number;
}

export interface Change {
  activity: Activity;
  events: ActivityEvent[];
}

export const NOBODY: Activity = { inUse: false, people: 0, idleDue: null };

/** People were counted: what that means. Counting again what is known already means nothing. */
export function counted(before: Activity, people: number, now: number, idleAfter: number): Change {
  if (!before.inUse) {
    if (people === 0) return { activity: before, events: [] };
    return { activity: { inUse: true, people, idleDue: null }, events: [{ type: 'active', people }] };
  }
  if (people === before.people) return { activity: before, events: [] };
  const type = people > before.people ? 'user_joined' : 'user_left';
  const idleDue = people === 0 ? now + idleAfter : null;
  return { activity: { inUse: true, people, idleDue }, events: [{ type, people }] };
}

/** The alarm rang: idle, when the grace is over and nobody came back. */
export function graceChecked(before: Activity, now: number): Change {
  if (before.idleDue === null || now < before.idleDue) return { activity: before, events: [] };
  return { activity: NOBODY, events: [{ type: 'idle', people: 0 }] };
}
