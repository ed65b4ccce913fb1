import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { TEXT_PREFIX } from '../contract';

/** What a frame turned out to be; decoding never throws. */
export type Frame =
  | { kind: 'ask'; stateVector: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; update: Uint8Array }
  | { kind: 'ask-awareness' }
  | { kind: 'text'; message: Record<string, unknown> }
  | { kind: 'ignored' }
  | { kind: 'bad'; why: string };

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const ASK_AWARENESS = 3;

export function decodeFrame(message: string | ArrayBuffer | ArrayBufferView): Frame {
  if (typeof message === 'string') return decodeText(message);
  try {
    return decodeBinary(bytesOf(message));
  } catch (error) {
    return { kind: 'bad', why: error instanceof Error ? error.message : 'unreadable' };
  }
}

function decodeBinary(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case SYNC:
      return decodeSync(decoder);
    case AWARENESS:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case AUTH:
      return { kind: 'ignored' };
    case ASK_AWARENESS:
      return { kind: 'ask-awareness' };
    default:
      return { kind: 'bad', why: `message type ${type}` };
  }
}

function decodeSync(decoder: decoding.Decoder): Frame {
  const type = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  switch (type) {
    case sync.messageYjsSyncStep1:
      Y.decodeStateVector(body);
      return { kind: 'ask', stateVector: body };
    case sync.messageYjsSyncStep2:
    case sync.messageYjsUpdate:
      // Read through before it is applied: an update that breaks half way would leave half of itself behind.
      Y.decodeUpdate(body);
      return { kind: 'update', update: body };
    default:
      return { kind: 'bad', why: `sync message type ${type}` };
  }
}

function decodeText(text: string): Frame {
  if (!text.startsWith(TEXT_PREFIX)) return { kind: 'bad', why: `text without ${TEXT_PREFIX}` };
  try {
    const message: unknown = JSON.parse(text.slice(TEXT_PREFIX.length));
    if (typeof message === 'object' && message !== null) return { kind: 'text', message: { ...message } };
  } catch {
    return { kind: 'bad', why: 'text is not JSON' };
  }
  return { kind: 'bad', why: 'text is not a JSON object' };
}

function bytesOf(message: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
}

export const sizeOf = (message: string | ArrayBuffer | ArrayBufferView): number =>
  typeof message === 'string' ? message.length : message.byteLength;

export const askFrame = (doc: Y.Doc): Uint8Array => syncFrame((encoder) => sync.writeSyncStep1(encoder, doc));

export const answerFrame = (doc: Y.Doc, stateVector: Uint8Array): Uint8Array =>
  syncFrame((encoder) => sync.writeSyncStep2(encoder, doc, stateVector));

export const updateFrame = (update: Uint8Array): Uint8Array =>
  syncFrame((encoder) => sync.writeUpdate(encoder, update));

export const awarenessFrame = (update: Uint8Array): Uint8Array =>
  frame(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update));

export const ASK_AWARENESS_FRAME = Uint8Array.of(ASK_AWARENESS);

const syncFrame = (write: (encoder: encoding.Encoder) => void): Uint8Array => frame(SYNC, write);

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
