import { isAlways, type Where } from '../../../engine/core/model/condition.ts'
import { withReferences } from '../../../engine/core/segments/references.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { conditionInWords } from '../../i18n/in-words.ts'

/** A condition of the library in words, the segments in it by their names. */
export function useInWords(when: Where): string {
  const library = useWorkspaceStore((state) => state.segments)
  if (isAlways(when)) return conditionInWords(when)
  return conditionInWords(withReferences(when, (id) => library?.find((one) => one.id === id)?.name ?? id))
}
