import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import type { LintRequest, LintAnswer } from './lint-aside.ts'

addEventListener('message', ({ data: { id, document, context } }: MessageEvent<LintRequest>) => {
  postMessage({ id, diagnostics: lintJourney(document, context) } satisfies LintAnswer)
})
