/** Items as they come, to be awaited one by one. */
export class Items<T> {
  readonly #ready: T[] = [];
  readonly #waiting: { resolve: (item: T) => void; reject: (error: unknown) => void }[] = [];
  #failed: { error: Error } | undefined;

  readonly push = (item: T): void => {
    const reader = this.#waiting.shift();
    if (reader) reader.resolve(item);
    else this.#ready.push(item);
  };

  readonly fail = (error: unknown): void => {
    this.#failed = { error: error instanceof Error ? error : new Error(JSON.stringify(error)) };
    this.#waiting.splice(0).forEach((reader) => reader.reject(error));
  };

  next(): Promise<T> {
    const item = this.#ready.shift();
    if (item !== undefined) return Promise.resolve(item);
    if (this.#failed) return Promise.reject(this.#failed.error);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }
}
