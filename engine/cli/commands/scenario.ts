import { RehearsalError } from '../../core/errors.ts'
import { readScenario } from '../../core/simulate/read-scenario.ts'
import { checkScenario } from '../../core/simulate/responses/check-responses.ts'
import { FEWEST_MESSAGES, learnResponses } from '../../core/simulate/responses/learn-responses.ts'
import type { Scenario } from '../../core/simulate/scenario.ts'
import { readArguments, usage, type Arguments } from '../arguments.ts'
import { many } from '../data-report.ts'
import { IMPORT_OPTIONS } from '../import-options.ts'
import { assertApart, assertWritable, EXIT_CLEAN, EXIT_ERRORS, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { readTextFile } from '../../node/read-text-file.ts'
import { datasetOf, documentsOf, inputsOf } from '../run-inputs.ts'

const CHECK_USAGE = 'rehearse scenario check <scenario.json> [--journey <journey.json>…] [--json]'
const LEARN_USAGE = 'rehearse scenario learn --events <file>… [--out <scenario.json>], and the options that say how files are read (see rehearse data)'
export const SCENARIO_USAGE = `${CHECK_USAGE}\n${LEARN_USAGE}`

/** The assumptions of a run: checked against journeys, or learned from data. */
export async function scenarioCommand([action, ...args]: string[]): Promise<number> {
  if (action === 'check') return check(args)
  if (action === 'learn') return learn(args)
  throw usage(action === undefined ? 'say what to do with a scenario' : `there is no "scenario ${action}"`, SCENARIO_USAGE)
}

/** Exit 0 without errors, 1 with some (an unreadable figure, a name no journey has), 2 for a file that is no scenario. */
function check(args: string[]): number {
  const { positionals, list, flags } = readArguments(args, { journey: 'list', json: 'flag' })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw usage(file === undefined ? 'no scenario given' : 'one scenario at a time', CHECK_USAGE)
  const scenario = readScenario(readTextFile(file), file)
  const journeys = list.get('journey') ?? []
  const documents = journeys.length === 0 ? [] : documentsOf(journeys, { flags })
  if (typeof documents === 'number') return documents
  const findings = documents.length === 0 ? [] : checkScenario(scenario, documents)
  const hasErrors = findings.some(({ severity }) => severity === 'error')
  if (flags.has('json')) process.stdout.write(`${JSON.stringify({ file, findings }, null, 2)}\n`)
  else {
    for (const { severity, path, message, help } of findings) process.stderr.write(`E_SCENARIO ${severity === 'error' ? '' : `${severity}: `}${message}\n  ${file} ${path}\n  ${help}\n`)
    process.stdout.write(summary(file, scenario, documents.length, findings.length))
  }
  return hasErrors ? EXIT_ERRORS : EXIT_CLEAN
}

function summary(file: string, { responses = [], webhooks = {}, mode = 'whatIf' }: Scenario, journeys: number, findings: number): string {
  const assumed = responses.filter(({ basis }) => basis === 'assumed').length
  const what = responses.length === 0 ? 'no responses' : `${many(responses.length, 'response')} (${assumed} assumed, ${responses.length - assumed} learned), ${mode === 'whatIf' ? 'what-if' : mode}`
  const held = journeys === 0 ? 'not held against a journey: name it with --journey' : findings === 0 ? `fits ${journeys === 1 ? 'the journey' : `the ${journeys} journeys`}` : many(findings, 'finding')
  const answered = Object.keys(webhooks).length
  return `${file}: ${what}${answered === 0 ? '' : `, ${many(answered, 'webhook')}`}; ${held}\n`
}

async function learn(args: string[]): Promise<number> {
  const given = readArguments(args, { ...IMPORT_OPTIONS, events: 'list', out: 'one', json: 'flag' })
  const events = [...(given.list.get('events') ?? []), ...given.positionals]
  if (events.length === 0) throw usage('no event file given', LEARN_USAGE)
  const out = given.one.get('out')
  assertWritable(out)
  assertApart({ out }, inputsOf(given, events))
  const scenario = await learned(given, events)
  writeOutput(out, `${JSON.stringify(scenario, null, 2)}\n`)
  return EXIT_CLEAN
}

async function learned(given: Arguments, events: string[]): Promise<Scenario> {
  const progress = new ProgressLine()
  const dataset = await datasetOf(given, events, { properties: ['journeyId', 'stepId', 'variant', 'channel'], attributes: [] }, progress).finally(() => progress.clear())
  const { responses, messages, unmatched, tooLate, hasDeliveries } = learnResponses(dataset)
  if (responses.length === 0) {
    throw new RehearsalError('E_LEARN', `${many(messages - tooLate, 'message is', 'messages are')} too few to learn from: no step and no channel has ${FEWEST_MESSAGES}`, 'give more data, or assume shares and say so ("basis": "assumed")')
  }
  process.stderr.write(
    [
      `learned from ${many(messages, 'message')}: ${many(responses.length, 'entry', 'entries')}, shares as 95 % ranges`,
      ...(hasDeliveries ? [] : ['notice: the data hold no $delivered, so every message counts as delivered']),
      ...(tooLate === 0 ? [] : [`notice: ${many(tooLate, 'message')} near the end of the data ${tooLate === 1 ? 'is left out: it' : 'are left out: they'} had no time to be opened`]),
      ...(unmatched === 0 ? [] : [`notice: ${many(unmatched, 'reaction follows', 'reactions follow')} no message of the data and ${unmatched === 1 ? 'is' : 'are'} left out`]),
      'notice: effects are not learned; what people do after a message is not what they do because of it',
      '',
    ].join('\n'),
  )
  return { format: 'scenario', formatVersion: 1, name: 'Responses learned from data', responses }
}
