const LONGEST_NAME = 100;
const LONGEST_REASON = 200;
const MOST_MARKS = 20;

/**
 * What matters of a presence state that is too long to be kept with its socket: who it is and what its editor knows. Left
 * out altogether, an editor with a picture in its state would be seen by nobody, and by no guard.
 */
export function essenceOf(state: unknown): Record<string, unknown> {
  const { user, agent, schema } = record(state) ?? {};
  const someone = record(user);
  const worker = record(agent);
  return {
    ...(someone && { user: { name: short(someone.name, LONGEST_NAME), color: short(someone.color, LONGEST_NAME) } }),
    ...(worker && {
      agent: { state: short(worker.state, LONGEST_NAME), reason: short(worker.reason, LONGEST_REASON) },
    }),
    ...(Array.isArray(schema) && { schema: schema.slice(0, MOST_MARKS).map((name) => short(name, LONGEST_NAME)) }),
  };
}

const short = (text: unknown, most: number): string => (typeof text === 'string' ? text.slice(0, most) : '');

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
