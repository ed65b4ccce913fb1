/** Small named values that outlive the object's memory: a table of JSON, read once, written through. */
export class Meta {
  private readonly known = new Map<string, unknown>();

  constructor(private readonly sql: SqlStorage) {
    sql.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
    for (const row of sql.exec<{ key: string; value: string }>('SELECT key, value FROM meta'))
      this.known.set(row.key, JSON.parse(row.value));
  }

  get<T>(key: string, otherwise: T): T {
    return this.known.has(key) ? (this.known.get(key) as T) : otherwise;
  }

  put(key: string, value: unknown): void {
    this.known.set(key, value);
    this.sql.exec(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      JSON.stringify(value),
    );
  }
}
