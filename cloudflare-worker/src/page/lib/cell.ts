/** A value that can be watched. Watchers hear the present value at once and every different one after it. */
export class Cell<T> {
  readonly #watchers = new Set<(value: T) => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const watcher of [...this.#watchers]) watcher(value);
  }

  /** Returns the function that ends the watching. */
  watch(watcher: (value: T) => void): () => void {
    this.#watchers.add(watcher);
    watcher(this.#value);
    return () => this.#watchers.delete(watcher);
  }
}

/** Ends everything it was told to end, once, last first. */
export class Endings {
  readonly #endings: Array<() => void> = [];

  add(ending: () => void): void {
    this.#endings.push(ending);
  }

  listen<K extends keyof WindowEventMap>(on: Window, type: K, heard: (event: WindowEventMap[K]) => void): void;
  listen(on: EventTarget, type: string, heard: (event: Event) => void): void;
  listen(on: EventTarget, type: string, heard: (event: never) => void): void {
    on.addEventListener(type, heard as EventListener);
    this.add(() => on.removeEventListener(type, heard as EventListener));
  }

  end(): void {
    while (this.#endings.length > 0) this.#endings.pop()?.();
  }
}
