import type { JourneyDocument } from '../model/journey.ts'

const kept: WeakMap<JourneyDocument, unknown>[] = []

/** What several rules ask of the same document, worked out once while it is checked. */
export function once<T extends object>(work: (document: JourneyDocument) => T): (document: JourneyDocument) => T {
  const answers = new WeakMap<JourneyDocument, T>()
  kept.push(answers)
  return (document) => {
    let answer = answers.get(document)
    if (answer === undefined) answers.set(document, (answer = work(document)))
    return answer
  }
}

/** The check of a document is over: a window keeps hundreds of documents to undo to, which need not keep this too. */
export function forget(document: JourneyDocument): void {
  for (const answers of kept) answers.delete(document)
}
