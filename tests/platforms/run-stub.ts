import { TARGET_IDS, type TargetId } from '../../engine/core/publish/target.ts'
import { startStub } from './all-stubs.ts'

// Starts one stub by hand: node tests/platforms/run-stub.ts <target> [port]. Prints what a connection to it needs as one line of JSON, and stays until it is ended.
const [target, port] = process.argv.slice(2)
if (!TARGET_IDS.includes(target as TargetId)) { // as: that is what is asked
  process.stderr.write(`usage: run-stub.ts ${TARGET_IDS.join('|')} [port]\n`)
  process.exit(2)
}
const stub = await startStub(target as TargetId, port === undefined ? {} : { port: Number(port) }) // as: asked above
process.stdout.write(`${JSON.stringify({ url: stub.url, secret: stub.secret, settings: stub.settings })}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stub.close().then(() => process.exit(0)))
}
