// Run by change-watch.test.ts: opens the workspace given and saves as many versions of one journey as asked, on top of whatever is there.
import { documentDigest } from '../../../engine/node/document-digest.ts'
import { openWorkspace } from '../../../engine/node/storage/workspace.ts'
import { smallJourney } from './small-journey.ts'

const [directory, id, count] = process.argv.slice(2) as [string, string, string] // as: the test gives them
const workspace = openWorkspace(directory, () => {})
for (let number = 1; number <= Number(count); number++) {
  const document = smallJourney(`child ${number}`)
  workspace.journeys.save({ id, document, digest: documentDigest(document), savedAt: number, baseVersion: null })
}
workspace.close()
