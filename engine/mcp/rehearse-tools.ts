import * as z from 'zod'
import type { MethodOutput } from '../api/contract.ts'
import { explanationInWords } from '../core/explain/in-words.ts'
import { differences } from '../core/report/differences.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { READS, tool, type Tool, type ToolContext } from './tool.ts'
import { WHICH_JOURNEY, whichDocument, type WhichJourney } from './which-journey.ts'

const instant = z.iso.datetime({ offset: true })
const RUN = {
  datasetId: z.string().min(1).max(200),
  from: instant.optional(),
  until: instant.optional(),
  seed: z.int().min(0).optional(),
  scenario: scenarioSchema.optional().describe('Assumptions: how people respond, what webhooks answer. Without one only what is in the data happens.'),
}
type RunInput = z.output<z.ZodObject<typeof RUN>>

/** Running a journey on the user's own events. */
export const REHEARSE_TOOLS: readonly Tool[] = [
  tool({
    name: 'simulate',
    title: 'Rehearse a journey',
    description: 'Runs a journey or draft on a dataset and tells its figures: people, steps and their ways, messages sent and suppressed by reason, goals. Nobody receives anything. A split never has a winner here: what responses were assumed is said.',
    input: z.strictObject({ ...WHICH_JOURNEY, ...RUN, breakDown: z.array(z.string()).max(5).optional() }),
    annotations: READS,
    async run({ breakDown, ...asked }, context) {
      const { result, notices, scenario } = await rehearsed(asked, context, breakDown)
      const { timing: _timing, ...figures } = result
      return { assumed: scenario, figures, notices }
    },
  }),
  tool({
    name: 'explain_profile',
    title: 'Explain one person',
    description: 'Everything that happens to one person in a journey and why, in words: at each decision the condition with what it found, and the nearest miss.',
    input: z.strictObject({ ...WHICH_JOURNEY, ...RUN, profileId: z.string().min(1) }),
    annotations: READS,
    async run({ profileId, ...asked }, context) {
      const document = await whichDocument(asked, context)
      return { story: explanationInWords(await context.host.call('runs.explain', { document, profileId, ...runOptions(asked) })).split('\n') }
    },
  }),
  tool({
    name: 'compare',
    title: 'Compare two journeys on the same events',
    description: 'Runs two journeys, versions or drafts on the same dataset with the same seed and tells every figure that differs: before and after.',
    input: z.strictObject({ before: z.strictObject(WHICH_JOURNEY), after: z.strictObject(WHICH_JOURNEY), ...RUN }),
    annotations: READS,
    async run({ before, after, ...run }, context) {
      const [old, fresh] = [await rehearsed({ ...before, ...run }, context), await rehearsed({ ...after, ...run }, context)]
      const { rows, added, removed } = differences(old, fresh)
      return {
        assumed: fresh.scenario,
        changed: rows.filter((row) => row.before !== row.after).map(({ group, measure, subject, unit, before: was, after: is }) => ({ group, measure, subject, unit, before: was, after: is })),
        addedSteps: [...added],
        removedSteps: [...removed],
      }
    },
  }),
]

async function rehearsed(asked: WhichJourney & RunInput, context: ToolContext, breakDown?: string[]): Promise<MethodOutput<'runs.start'> & { document: JourneyDocument }> {
  const document = await whichDocument(asked, context)
  const run = { journeyId: null, document, keep: false, ...runOptions(asked), ...(breakDown === undefined ? {} : { breakDown }) }
  return { document, ...(await context.host.work('runs.start', run, context.watch)) }
}

function runOptions({ datasetId, from, until, seed, scenario }: RunInput) {
  return {
    datasetId,
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
    ...(seed === undefined ? {} : { seed }),
    ...(scenario === undefined ? {} : { scenario }),
  }
}
