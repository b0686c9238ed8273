// Run by full-disk.test.ts under a limit on the size of files: saves until that is refused, and prints what was answered and the refusal.
import { createHost } from '../../engine/node/host.ts'
import { smallJourney } from '../unit/storage/small-journey.ts'

const [workspaceDir] = process.argv.slice(2) as [string] // as: the test gives it
const host = createHost({ workspaceDir })
const { id } = (await host.call('journeys.save', { id: null, document: smallJourney('0'), baseVersion: null })) as { id: string } // as: so says the contract
let answered = 0
let refusal: unknown = null
for (let number = 1; number < 2000 && refusal === null; number++) {
  const document = { ...smallJourney(String(number)), description: 'long '.repeat(20_000) }
  await host.call('journeys.save', { id, document, baseVersion: null }).then(() => (answered = number), (error: unknown) => (refusal = error))
}
const draft = await host.call('drafts.keep', { id: 'd', holder: 'w', journeyId: id, baseVersion: 1, text: JSON.stringify({ ...smallJourney('draft'), description: 'long '.repeat(20_000) }) }).then(() => 'kept', (error: { code: string }) => error.code)
const list = (await host.call('journeys.list', {})) as unknown[] // as: so says the contract
console.log(JSON.stringify({ id, answered, refusal, draft, stillReads: list.length }))
process.exit(0)
