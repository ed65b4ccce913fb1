import type { DocumentSummary } from '../contract';
import type { Env } from './env';

const AGAIN_AFTER_MS = 30_000;

/** Tells the directory what changed; a directory that cannot be reached is told later, by the alarm. */
export class Reporter {
  private running = false;
  private dirty = false;
  private told = '';
  private notBefore = 0;

  constructor(private readonly directory: Env['Directory']) {}

  due(): number | null {
    return this.dirty && !this.running ? this.notBefore : null;
  }

  /** Tells it, unless it knows. */
  async tell(summary: () => DocumentSummary, now: () => number): Promise<void> {
    if (newsOf(summary()) === this.told) return;
    this.dirty = true;
    if (this.running || now() < this.notBefore) return;
    this.running = true;
    try {
      for (let current = summary(); newsOf(current) !== this.told; current = summary()) {
        await this.directory.getByName('directory').report(current);
        this.told = newsOf(current);
      }
      this.dirty = false;
    } catch (error) {
      this.notBefore = now() + AGAIN_AFTER_MS;
      console.warn(`[DO] the directory was not told document=${summary().documentId} why=${String(error)}`);
    } finally {
      this.running = false;
    }
  }
}

/** To the minute: a report for every edit would be a report for every key. */
const newsOf = ({ people, agent, editedAt }: DocumentSummary): string =>
  JSON.stringify([people, agent.state, agent.position, Math.floor((editedAt ?? 0) / 60_000)]);
