// Known vulnerabilities among the packages that go to people, as the registry knows them for the versions of the lockfile. Where it does not answer there is
// nothing to say, and no reason to fail. `node build/scripts/audit.mjs` prints them.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './prepare.mjs'
import { shippedPackages } from './notices.mjs'

/** { problems: lines for a person, of what is shipped } or { skipped: why nothing is known }. */
export function auditShipped() {
  const run = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' })
  const answer = parsed(run.stdout)
  if (!answer?.vulnerabilities) return { skipped: `the registry does not say (${String(answer?.message ?? run.error?.message ?? 'no answer').split('\n')[0]})` }
  const shipped = new Set(shippedPackages().map((folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).name))
  const problems = Object.values(answer.vulnerabilities)
    .filter(({ name }) => shipped.has(name))
    .flatMap(({ name, severity, via }) => via.filter((one) => typeof one === 'object').map(({ title, url, range }) => `${name} ${range}: ${title} (${severity}, ${url})`))
  return { problems }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { problems, skipped } = auditShipped()
  console.log(skipped ? `Not known: ${skipped}` : problems.length > 0 ? problems.join('\n') : 'Nothing is known against what is shipped.')
  process.exitCode = problems?.length > 0 ? 1 : 0
}
