import type { DirectoryObject } from './directory';
import type { DocumentObject } from './document';

/** Bindings and variables as Cloudflare hands them over; `settings.ts` is the only reader of the variables. */
declare global {
  namespace Cloudflare {
    interface Env {
      Document: DurableObjectNamespace<DocumentObject>;
      Directory: DurableObjectNamespace<DirectoryObject>;
      ACTIVITY_URL?: string;
      ACTIVITY_KEY?: string;
      SUPABASE_URL?: string;
      SUPABASE_SERVICE_KEY?: string;
      AGENT_TOKEN_SECRET?: string;
      USER_TOKEN_SECRET?: string;
      ALLOWED_ORIGINS?: string;
      DEVELOPMENT?: string;
      YJS_FRAGMENT?: string;
      SCHEMA_GUARD?: string;
      IDLE_TIMEOUT_MS?: string;
      SILENCE_LIMIT_MS?: string;
      TOKEN_GRACE_MS?: string;
      RETRY_FIRST_MS?: string;
      HOLD_RETRY_MS?: string;
      OUTBOX_LIMIT?: string;
      FRAME_LIMIT_BYTES?: string;
      DOCUMENT_LIMIT_BYTES?: string;
      FRAMES_PER_SECOND?: string;
      PEER_LIMIT?: string;
      RESTORE_POINT_MS?: string;
    }
  }
}

export type Env = Cloudflare.Env;
