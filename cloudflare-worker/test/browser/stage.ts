import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { AgentPeer } from './agent-peer';
import { launchBrowser } from './browser';
import { openWindow, type Window } from './page-tools';
import { startServer } from './server';

export const LISBON = { lat: 38.7167, lng: -9.1333, colorIndex: 0 };
export const NAIROBI = { lat: -1.2833, lng: 36.8167, colorIndex: 8 };

/** The real server and a real browser for one file of tests; each test leaves an empty stage behind. */
export class Stage {
  private server!: Awaited<ReturnType<typeof startServer>>;
  private browser!: Browser;
  private closeBrowser: (() => Promise<void>) | undefined;
  private readonly windows: Window[] = [];
  private readonly agents: AgentPeer[] = [];
  private documents = 0;

  private constructor(private readonly act: string) {}

  /** To be called once, at the top of a file. */
  static set(act: string): Stage {
    const stage = new Stage(act);
    beforeAll(async () => {
      stage.server = await startServer({ RESTORE_POINT_MS: '1' });
      const launched = await launchBrowser();
      stage.browser = launched.browser;
      stage.closeBrowser = launched.close;
    });
    afterAll(async () => {
      await stage.closeBrowser?.();
      await stage.server?.stop();
    });
    afterEach(async () => {
      for (const agent of stage.agents.splice(0)) agent.leave();
      for (const { context } of stage.windows.splice(0)) await context.close();
    });
    return stage;
  }

  get origin(): string {
    return this.server.origin;
  }

  freshDocument(): string {
    return `${this.act} test/${++this.documents} ☂`;
  }

  async open(document: string, options = {}, token = ''): Promise<Window> {
    const window = await openWindow(this.browser, this.origin, document, options, token);
    this.windows.push(window);
    return window;
  }

  async join(document: string): Promise<AgentPeer> {
    const agent = await AgentPeer.join(this.origin, document);
    this.agents.push(agent);
    return agent;
  }
}

export const name = (page: Page, geoId: string) => page.locator(`.paper [data-geo-id="${geoId}"]`);
