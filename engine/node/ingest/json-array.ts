/** An element longer than this (characters) is more likely a bracket that was never closed. */
const longestElement = 1 << 28

/**
 * Cuts the text of one JSON array, which comes in blocks, into the texts of its elements, each with the line it starts on, from 1. What is
 * no element (a stray character, text behind the array) comes as an element too: whoever parses it rejects it.
 */
export class JsonArrayScanner {
  readonly #each: (text: string, line: number) => void
  #text = ''
  #at = 0
  #from = -1
  #depth = 0
  #quoted = false
  #line = 1
  #startLine = 1
  #state: 'before' | 'inside' | 'behind' = 'before'

  constructor(each: (text: string, line: number) => void) {
    this.#each = each
  }

  push(text: string): void {
    // Only what an open element needs is carried over.
    const keep = this.#from < 0 ? this.#text.length : this.#from
    this.#text = this.#text.slice(keep) + text
    this.#at -= keep
    if (this.#from >= 0) this.#from = 0
    this.#scan()
    if (this.#from < 0 || this.#text.length - this.#from <= longestElement) return
    this.#close(this.#text.length)
    this.#state = 'behind'
    this.#quoted = false
  }

  end(): void {
    if (this.#from >= 0) this.#close(this.#text.length)
  }

  #scan(): void {
    const text = this.#text
    for (; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at)
      if (code === 10) this.#line++
      if (this.#quoted) {
        if (code === 92) {
          if (this.#at + 1 === text.length) return // what is escaped is in the next block
          this.#at++
        } else if (code === 34) this.#quoted = false
        continue
      }
      if (code <= 32) continue
      if (this.#state === 'before') {
        this.#state = 'inside' // the opening bracket
        continue
      }
      if (this.#depth === 0 && this.#state === 'inside' && (code === 44 || code === 93)) {
        if (this.#from >= 0) this.#close(this.#at)
        if (code === 93) this.#state = 'behind'
        continue
      }
      if (this.#from < 0) {
        this.#from = this.#at
        this.#startLine = this.#line
      }
      if (code === 34) this.#quoted = true
      else if (code === 123 || code === 91) this.#depth++
      else if (code === 125 || code === 93) this.#depth--
    }
  }

  #close(end: number): void {
    this.#each(this.#text.slice(this.#from, end).trimEnd(), this.#startLine)
    this.#from = -1
    this.#depth = 0
  }
}
