// Reads the machine-readable reports of the test runners into { passed, failed, skipped }.
import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

export function emptyTally() {
  return { passed: 0, failed: 0, skipped: 0 }
}

export function vitestTally(file, status) {
  const report = read(file)
  if (!report) return died(status)
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return atLeastOneFailure(tally, status)
}

/** The tests that failed, a line each, with the first line of what they say; for the end of a long output, where they are looked for. */
export function failedTests(file) {
  const report = read(file)
  if (!report) return []
  const ofVitest = (report.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const lines = failed.map(({ fullName, failureMessages }) => `${fileName(name)} › ${fullName}: ${firstLine(failureMessages[0])}`)
    return lines.length > 0 || !message ? lines : [`${fileName(name)}: ${firstLine(message)}`]
  })
  const ofSuite = ({ specs = [], suites = [] }) => [
    ...specs.filter(({ ok }) => !ok).map(({ file: where, title, tests }) => `${where} › ${title}: ${firstLine(tests[0]?.results.at(-1)?.error?.message)}`),
    ...suites.flatMap(ofSuite),
  ]
  const outside = (report.errors ?? []).map(({ message, stack }) => `outside of any test: ${firstLine(message ?? stack)}`)
  return [...ofVitest, ...(report.suites ?? []).flatMap(ofSuite), ...outside]
}

function fileName(path) {
  return path.slice(path.indexOf('/tests/') + 1)
}

function firstLine(message = '') {
  return stripVTControlCharacters(message).split('\n').find((line) => line.trim() !== '')?.slice(0, 300) ?? ''
}

export function playwrightTally(file, status) {
  const report = read(file)
  if (!report) return died(status)
  // A flaky test passed on a retry.
  const { expected, flaky, unexpected, skipped } = report.stats
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped }, status)
}

// A suite that fails to load, or an error outside of any test, fails the run without a failed test of its own.
function atLeastOneFailure(tally, status) {
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

function died(status) {
  console.error(`The runner ended with ${status} and wrote no report.`)
  return { ...emptyTally(), failed: 1 }
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
