import * as Y from 'yjs';

/** @typedef {import('./person.mjs').Person} Person */

/**
 * What a person sees, and what they have written, as lines of fields: `person`, `paragraph`, `mark`, `sentence`.
 *
 * @param {Person} person @returns {string[][]}
 */
export function lookOf(person) {
  const lines = [['person', person.document, person.name, presence(person), String(agentsSeenBy(person))]];
  if (person.provider)
    for (const [index, block] of person.doc.getXmlFragment('default').toArray().entries())
      lines.push(...paragraph(person, index, block));
  for (const { text, places } of person.written)
    lines.push(['sentence', person.document, person.name, text, places.join('|')]);
  return lines;
}

/** @param {Person} person */
function presence(person) {
  if (!person.provider) return 'away';
  return person.provider.wsconnected && person.provider.synced ? 'here' : 'connecting';
}

/** @param {Person} person */
function agentsSeenBy(person) {
  return [...(person.provider?.awareness.getStates().values() ?? [])].filter((state) => state['agent']).length;
}

/** @param {Person} person @param {number} index @param {unknown} block */
function paragraph(person, index, block) {
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) return [['paragraph', person.document, person.name, String(index), '']];
  const marks = [];
  let whole = '';
  for (const run of text.toDelta()) {
    for (const [name, mark] of Object.entries(run.attributes ?? {}))
      marks.push([
        'mark',
        person.document,
        person.name,
        String(index),
        String(whole.length),
        run.insert,
        // An overlapping mark would have a name of its own.
        name === 'geoMark' ? String(mark.geoId) : name,
      ]);
    whole += run.insert;
  }
  return [['paragraph', person.document, person.name, String(index), whole], ...marks];
}

/**
 * What the document's object says: `object`, its people, its agent, and what waits in its outbox.
 *
 * @param {string} host @param {string} token @param {string} document @returns {Promise<string[]>}
 */
export async function objectOf(host, token, document) {
  const ask = async (/** @type {string} */ path) => {
    const answer = await fetch(`http://${host}/api/documents/${document}${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer.json();
  };
  try {
    const { people, agent } = await ask('');
    const { outbox } = await ask('/vitals');
    return ['object', document, ...[people, agent.state, outbox.waiting, outbox.dead, outbox.seq].map(String)];
  } catch (error) {
    return ['silent', document, error instanceof Error ? error.message : String(error)];
  }
}
