import { blocksWritten, type BlockFile, type BlockPart } from '../../../engine/node/columns/blocks.ts'

/** Writes the arrays without a pause. */
export function writeBlocks(path: string, file: string, parts: readonly BlockPart[]): BlockFile {
  const writing = blocksWritten(path, file, parts, (share) => share)
  for (;;) {
    const step = writing.next()
    if (step.done) return step.value
  }
}
