/** One line on a terminal that shows how far long work has come; silent when stderr is a file or a pipe. */
export class ProgressLine {
  #shown = false

  show({ phase, done, total }: { phase: string; done: number; total: number }): void {
    if (!process.stderr.isTTY) return
    const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ''
    process.stderr.write(`\r\x1b[K${phase}${share}`)
    this.#shown = true
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K')
    this.#shown = false
  }
}
