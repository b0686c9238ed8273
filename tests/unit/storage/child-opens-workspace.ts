// Run by open-database.test.ts: opens the workspace given and says which tables it found there.
import { openDatabase } from '../../../engine/node/storage/open-database.ts'

const [file] = process.argv.slice(2) as [string] // as: the test gives it
const database = openDatabase(file)
const tables = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
console.log(JSON.stringify({ version: database.pragma('user_version', { simple: true }), tables }))
database.close()
