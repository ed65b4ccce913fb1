import type { AgentDoing, AgentState, CoordSource, ReadOnlyReason } from '../contract';

/** Every word the interface says, in one place, so that it can be read through, changed or translated as a whole. */
export const texts = {
  product: 'Attaché',

  documents: {
    title: 'Documents',
    lead: 'Write, and an agent reads along and marks the places you name.',
    newLabel: 'Name of a document',
    newHint: 'Open or begin a document…',
    newRule: 'Any name but . and ..',
    open: 'Open',
    empty: 'No documents yet. Give one a name above to begin it.',
    nobody: 'nobody here',
    people: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
    editedNever: 'not edited yet',
    edited: (when: string) => `edited ${when}`,
    failed: 'The list cannot be read at the moment.',
  },

  agentBadge: (agent: AgentState): string => {
    if (agent.state === 'attached') return agent.doing ? `agent ${doing[agent.doing]}` : 'agent attached';
    if (agent.state === 'waiting')
      return agent.position ? `agent waiting, position ${agent.position}` : 'agent on its way';
    return agent.state === 'off' ? 'agent switched off' : 'no agent';
  },

  agent: {
    label: 'Agent',
    name: 'Agent',
    doing: (name: string, what: AgentDoing) => `${name} is ${doing[what]}`,
    none: {
      waiting: 'No agent yet',
      off: 'Agent switched off',
      none: 'No agent',
      offline: 'Agent unknown while offline',
    },
    because: {
      waiting: 'An agent has been asked for and will come as soon as one is free.',
      position: (position: number) =>
        position === 1
          ? 'This document is next in line for an agent.'
          : `This document is number ${position} in line for an agent.`,
      off: 'Somebody switched the agent off for this document.',
      none: 'An agent comes when somebody is here and a manager is running.',
      offline: 'You are offline. Places are marked again when the connection returns.',
    },
    reads: {
      reading: 'It reads what is being written.',
      thinking: 'It is asking which places the last sentences name.',
      marking: 'It is marking places in the text.',
      resting: 'It has read everything and waits for new sentences.',
      waiting: 'It waits before it writes into the text.',
    } satisfies Record<AgentDoing, string>,
    switch: 'Agent for this document',
    switchOn: 'On',
    switchOff: 'Off',
    switchFailed: 'The switch could not be stored. Try again when you are connected.',
  },

  people: {
    label: 'People here',
    unnamed: 'Somebody',
    me: (name: string) => `${name} (you)`,
    rename: 'Your name',
    save: 'Save',
  },

  editor: {
    label: (document: string) => `Text of ${document}`,
    opening: 'Opening…',
    placeholder: 'Write here. Name a place, end the sentence, and watch the map.',
    back: 'All documents',
    hint: 'Put the caret on a marked place and press Alt and Enter to open its card.',
  },

  tools: {
    label: 'Formatting',
    heading: 'Heading',
    bold: 'Bold',
    italic: 'Italic',
    list: 'List',
    quote: 'Quotation',
    undo: 'Undo',
    redo: 'Redo',
  },

  map: {
    label: 'Map of the places in this text',
    show: 'Map',
    hide: 'Text',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    all: 'Show all places',
    pins: 'Places on the map',
    list: 'Places',
    count: (count: number) => (count === 0 ? 'No places yet' : count === 1 ? '1 place' : `${count} places`),
    none: 'Places appear here as soon as they are marked in the text.',
    mentions: (count: number) => (count === 1 ? 'once in the text' : `${count} times in the text`),
    times: (count: number) => `×${count}`,
    nowhere: 'no coordinates',
  },

  card: {
    label: (name: string) => `Place: ${name}`,
    coordinates: 'Coordinates',
    source: 'Source',
    sources: {
      gazetteer: 'GeoNames gazetteer',
      model: 'Language model',
      manual: 'Chosen by a person',
    } satisfies Record<CoordSource, string>,
    sourceUnknown: 'Not said',
    mentions: 'Mentioned',
    candidates: 'Could also be',
    choose: (name: string) => `Choose ${name}`,
    remove: 'Not a place',
    removeAll: (count: number) => `Not a place, all ${count} mentions`,
    removed: (name: string) => `${name} is no longer marked. Undo brings the mark back.`,
    next: 'Next mention',
    close: 'Close',
  },

  restore: {
    open: 'Earlier versions',
    title: 'Earlier versions',
    lead: 'Kept every hour for a day and every day for a month.',
    empty: 'None has been kept yet. The first one is made five minutes after writing began.',
    before: 'before an earlier version was brought back',
    choose: 'Choose a version to look at it.',
    preview: (when: string) => `The text as it was ${when}`,
    bring: 'Bring this version back',
    keep: 'What is there now is kept as a version of its own.',
    back: 'Back to the list',
    done: 'The earlier version is back.',
    close: 'Close',
    failed: 'Earlier versions cannot be read at the moment.',
    blank: 'An empty page',
  },

  banners: {
    offline: 'You are offline. What you write is kept on this device and sent when the connection returns.',
    offlineFresh:
      'You are offline, and this document has not been opened on this device before. It opens when the connection returns.',
    back: 'Connected again. Everything you wrote has been sent.',
    readOnly: {
      access: 'You may read this document, not change it.',
      schema: 'This window is too old for this document. Load it again to write.',
      full: 'This document has reached its largest size and takes no more text.',
    } satisfies Record<ReadOnlyReason, string>,
    tokenExpiring: 'Your access ends soon. Paste a new token to go on writing.',
    tokenRefused:
      'Your access has ended or was refused. What you wrote is kept on this device. Paste a new token to go on.',
    tokenLabel: 'Access token',
    tokenUse: 'Use it',
    forbidden: 'You have no access to this document.',
    tooLarge: 'The last change was too large to be sent. Undo it, then load this page again.',
    tooFast: 'Too much was sent at once. Connecting again in a moment.',
    restored: 'An earlier version was brought back by somebody.',
    unknownContent: (names: string) =>
      `This document holds something this page does not know (${names}). It is shown for reading only, so that nothing is lost.`,
    dismiss: 'Dismiss',
  },
};

const doing: Record<AgentDoing, string> = {
  reading: 'reading',
  thinking: 'thinking',
  marking: 'marking places',
  resting: 'resting',
  waiting: 'waiting',
};

const LANGUAGE = 'en';

export function coordinates(lat: number, lng: number): string {
  const part = (value: number, plus: string, minus: string) =>
    `${Math.abs(value).toFixed(4)}° ${value < 0 ? minus : plus}`;
  return `${part(lat, 'N', 'S')}, ${part(lng, 'E', 'W')}`;
}

const UNITS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 hours ago", in whole units; less than a minute is "just now". */
export function ago(then: number, now: number): string {
  for (const [unit, milliseconds] of UNITS) {
    const count = Math.floor((now - then) / milliseconds);
    if (count >= 1) return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' }).format(-count, unit);
  }
  return 'just now';
}

export function moment(then: number): string {
  return new Intl.DateTimeFormat(LANGUAGE, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(then);
}
