import '@fontsource-variable/newsreader/wght.css';
import '@fontsource-variable/newsreader/wght-italic.css';
import '@fontsource-variable/instrument-sans/wght.css';
import './style/base.css';
import './style/documents.css';
import './style/document.css';
import './style/text.css';
import './style/places.css';
import './style/map.css';
import { sessionOrDefaults } from './api';
import { openDocument } from './document/page';
import { openDocuments } from './documents/list';
import { Endings } from './lib/cell';
import { keepPageForOffline } from './offline';
import { watchedRoute } from './route';
import { followSupabase, takeTokenFromAddress } from './token';

async function start(room: Element): Promise<void> {
  takeTokenFromAddress();
  addEventListener('hashchange', takeTokenFromAddress);
  const session = await sessionOrDefaults();
  followSupabase(session);
  let shown = new Endings();
  watchedRoute().watch((route) => {
    shown.end();
    shown = new Endings();
    if (route.page === 'documents') openDocuments(room, shown);
    else openDocument(room, route.document, session, shown);
  });
  keepPageForOffline();
}

const room = document.querySelector('#page');
if (room) void start(room);
