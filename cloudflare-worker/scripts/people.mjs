import { createInterface } from 'node:readline';
import { lookOf, objectOf } from './people/look.mjs';
import { Person } from './people/person.mjs';

// Scripted people for the chaos run: real Yjs clients who come, type sentences of known places, leave and come back.
// PEOPLE_HOST, PEOPLE_TOKEN, PEOPLE_DOCUMENTS (names, by commas), PEOPLE_EACH, PEOPLE_SEED; ends with its stdin.
// stdin: `gather d1,d2`: all stop typing, those of d1 and d2 are there and all others away; `look`: answers in lines
// of fields, by tabs, and at last `seen`.

const host = process.env.PEOPLE_HOST ?? '';
const token = process.env.PEOPLE_TOKEN ?? '';
const documents = (process.env.PEOPLE_DOCUMENTS ?? '').split(',');
const each = Number(process.env.PEOPLE_EACH ?? 2);
const seed = Number(process.env.PEOPLE_SEED ?? 1);

const people = documents.flatMap((document, index) =>
  Array.from(
    { length: each },
    (_, number) => new Person({ host, token, document, number, seed: seed * 10_007 + index * 101 + number }),
  ),
);
for (const person of people) person.begin();
console.log(`people are writing documents=${documents.length} people=${people.length}`);

const lines = createInterface({ input: process.stdin });
// One after the other: a look must not overtake the gathering before it.
for await (const line of lines) {
  const [command, names = ''] = line.split(' ');
  if (command === 'gather') await gather(names.split(','));
  if (command === 'look') await look();
}
process.exit(0);

/** @param {string[]} wanted */
async function gather(wanted) {
  await Promise.all(people.map((person) => person.stop()));
  for (const person of people) {
    if (wanted.includes(person.document)) person.come();
    else person.leave();
  }
  console.log('gathered');
}

async function look() {
  const objects = await Promise.all(documents.map((document) => objectOf(host, token, document)));
  for (const fields of [...people.flatMap(lookOf), ...objects]) console.log(fields.join('\t'));
  console.log('seen');
}
