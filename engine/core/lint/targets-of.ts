import type { Step } from '../model/steps/registry.ts'

/** Every step id a step's own fields lead to, with the path at which it stands in the document. */
export function targetsOf(id: string, step: Step): { target: string; path: (string | number)[] }[] {
  const base: (string | number)[] = ['steps', id]
  const at = (target: string | undefined, ...keys: (string | number)[]) => (target === undefined ? [] : [{ target, path: [...base, ...keys] }])
  switch (step.kind) {
    case 'message': return [...at(step.next, 'next'), ...at(step.onSuppressed, 'onSuppressed')]
    case 'webhook': return [...at(step.next, 'next'), ...at(step.onError, 'onError')]
    case 'delay':
    case 'update':
    case 'journey': return at(step.next, 'next')
    case 'waitFor': return [...step.branches.flatMap(({ next }, index) => at(next, 'branches', index, 'next')), ...at(step.timeout?.next, 'timeout', 'next')]
    case 'branch': return [...step.branches.flatMap(({ next }, index) => at(next, 'branches', index, 'next')), ...at(step.else, 'else')]
    case 'split': return step.variants.flatMap(({ next }, index) => at(next, 'variants', index, 'next'))
    case 'exit': return []
  }
}
