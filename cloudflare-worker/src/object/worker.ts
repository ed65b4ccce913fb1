import { answerApi } from './api';
import { problem } from './document-api';
import { enterDocument, PARTY_PATH } from './door';
import type { Env } from './env';
import { readSettings } from './settings';

export { DirectoryObject } from './directory';
export { DocumentObject } from './document';

/** The front: documents by web socket, the API by HTTP; everything else is the page, served as static assets. */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(PARTY_PATH)) return enterDocument(request, env, readSettings(env));
    if (pathname.startsWith('/api/')) return answerApi(request, env, readSettings(env));
    return problem(404, 'not_found', 'There is nothing here.');
  },
} satisfies ExportedHandler<Env>;
