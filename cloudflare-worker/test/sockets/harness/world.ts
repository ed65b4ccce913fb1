import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { buildWorker } from '../../../scripts/build-worker.mjs';
import { startRuntime } from '../../../scripts/runtime.mjs';
import { closeAll } from './peers';
import { Table } from './table';

export const AGENT_SECRET = 'agent-secret-of-the-tests';
export const USER_SECRET = 'user-secret-of-the-tests';

const VARS = {
  AGENT_TOKEN_SECRET: AGENT_SECRET,
  USER_TOKEN_SECRET: USER_SECRET,
  ACTIVITY_KEY: 'activity-key',
  IDLE_TIMEOUT_MS: '400',
  RETRY_FIRST_MS: '100',
};

let built: { folder: string; script: Promise<string> } | null = null;

/** Once for a file of tests, whose last act is to take it away. */
function builtScript(): Promise<string> {
  if (built === null) {
    const folder = mkdtempSync(join(tmpdir(), 'attache-worker-'));
    built = { folder, script: buildWorker(join(folder, 'worker.js')) };
  }
  return built.script;
}

afterAll(async () => {
  if (built) await rm(built.folder, { recursive: true, force: true });
});

/** A real workerd with the worker in it, a table beside it, and storage that outlives restarts. */
export class World {
  readonly logs: string[] = [];
  private runtime: Awaited<ReturnType<typeof startRuntime>> | null = null;

  private constructor(
    readonly table: Table,
    private readonly directory: string,
    private vars: Record<string, string>,
  ) {}

  static async open(vars: Record<string, string> = {}): Promise<World> {
    const table = await Table.open();
    const directory = await mkdtemp(join(tmpdir(), 'attache-object-'));
    const world = new World(table, directory, { ...VARS, ACTIVITY_URL: table.url, ...vars });
    onTestFinished(() => world.close());
    await world.start();
    return world;
  }

  get url(): URL {
    if (!this.runtime) throw new Error('the runtime is stopped');
    return this.runtime.url;
  }

  get host(): string {
    return this.url.host;
  }

  /** On the port it had, so that clients find it again. */
  async start(vars: Record<string, string> = {}): Promise<void> {
    this.vars = { ...this.vars, ...vars };
    this.runtime = await startRuntime({
      script: await builtScript(),
      vars: this.vars,
      port: this.lastPort,
      persist: this.directory,
      onLog: (line: string) => this.logs.push(line),
    });
    this.lastPort = Number(this.runtime.url.port);
  }

  /** Kills workerd: no object gets to say goodbye. */
  async crash(): Promise<void> {
    await this.runtime?.stop();
    this.runtime = null;
  }

  async restart(vars: Record<string, string> = {}): Promise<void> {
    await this.crash();
    await this.start(vars);
  }

  async get<T>(path: string, token?: string): Promise<T> {
    const response = await this.fetch(path, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
    return (await response.json()) as T;
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.url), init);
  }

  private lastPort = 0;

  private async close(): Promise<void> {
    closeAll();
    await this.crash();
    await this.table.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}
