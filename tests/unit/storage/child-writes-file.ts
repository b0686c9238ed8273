// Run by journey-file.test.ts: writes a journey of about ten kilobytes to the path given and says how that went.
import { RehearsalError } from '../../../engine/core/errors.ts'
import { writeJourneyToFile } from '../../../engine/node/storage/journey-file.ts'
import { smallJourney } from './small-journey.ts'

const [path] = process.argv.slice(2) as [string] // as: the test gives it
try {
  writeJourneyToFile(path, { ...smallJourney(), description: 'long '.repeat(2000) })
  console.log('written')
} catch (error) {
  if (!(error instanceof RehearsalError)) throw error
  console.log(JSON.stringify({ code: error.code, message: error.message, help: error.help }))
}
