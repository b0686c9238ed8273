import { oneLine, WIPE_LINE } from './terminal.ts'

/** One line on a terminal that shows how far long work has come; silent when stderr is a file or a pipe. */
export class ProgressLine {
  #shown = false

  show({ phase, done, total }: { phase: string; done: number; total: number }): void {
    if (!process.stderr.isTTY) return
    const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ''
    process.stderr.write(`${WIPE_LINE}${oneLine(phase)}${share}`)
    this.#shown = true
  }

  clear(): void {
    if (this.#shown) process.stderr.write(WIPE_LINE)
    this.#shown = false
  }
}
