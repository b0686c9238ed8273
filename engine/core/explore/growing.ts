/** Numbers in a row, as many as come: 8 bytes each, no boxing. */
export class Growing {
  #values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(2 * this.length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  at(index: number): number {
    return this.#values[index]!
  }

  set(index: number, value: number): void {
    this.#values[index] = value
  }

  /** The numbers in rising order, in an array of their own. */
  sorted(): Float64Array {
    return this.#values.slice(0, this.length).sort()
  }
}
