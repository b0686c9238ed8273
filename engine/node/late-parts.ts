/** Parts of the engine that are made when they are first asked for something: what nobody asks for is neither read nor held in memory. */
export class LateParts {
  readonly #beingMade = new Set<Promise<unknown>>()

  /** How a part is asked. Who asks while it is made waits, and is answered in order; one that could not be made is tried again by the next. */
  part<Part>(make: () => Promise<Part>): <Answer>(ask: (part: Part) => Answer | Promise<Answer>) => Promise<Answer> {
    let made: Promise<Part> | undefined
    return async (ask) => {
      made ??= this.#make(make).catch((error: unknown) => {
        made = undefined
        throw error
      })
      return ask(await made)
    }
  }

  /** Once everybody who waited for a part has asked it. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#beingMade)
  }

  #make<Part>(make: () => Promise<Part>): Promise<Part> {
    const being = make().finally(() => this.#beingMade.delete(being))
    this.#beingMade.add(being)
    return being
  }
}
