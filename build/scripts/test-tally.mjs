// Reads the machine-readable reports of the test runners into { passed, failed, skipped }.
import { existsSync, readFileSync } from 'node:fs'

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
