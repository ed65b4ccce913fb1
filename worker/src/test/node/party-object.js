// The document's object as y-partyserver gives it, with hibernation on.
import { routePartykitRequest } from 'partyserver'
import { YServer } from 'y-partyserver'

export class Document extends YServer {
  static options = { hibernate: true }
}

export default {
  async fetch(request, env) {
    return (await routePartykitRequest(request, env)) ?? new Response('no such party', { status: 404 })
  },
}
