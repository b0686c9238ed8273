import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { callErrorSchema, methods, type MethodName } from '../../engine/api/contract.ts'
import { accepted } from './accepted.ts'
import { Bench } from './case.ts'
import { malformed, refused } from './refusals.ts'

const names = Object.keys(methods) as MethodName[] // as: that is what the keys are
const opened: Bench[] = []

function bench(): Bench {
  const one = new Bench()
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

describe('every method of the contract', () => {
  it('has cases here: accepted, malformed and refused', () => {
    for (const cases of [accepted, malformed, refused]) expect(Object.keys(cases).sort()).toEqual([...names].sort())
    for (const name of names) expect(accepted[name].length, name).toBeGreaterThan(0)
  })
})

describe.each(names)('%s', (name) => {
  it.each(accepted[name])('$that', async ({ holds }) => {
    await holds(bench())
  })

  it('refuses malformed input and names the place', async () => {
    const { params, path } = malformed[name]
    const { code, message, help } = await bench().refusal(name, params)
    expect({ code, help }).toEqual({ code: 'E_BAD_REQUEST', help: 'The paths name the places in what was sent; correct them and try again.' })
    expect(message).toContain(`${name}: ${path}: `)
  })

  const cases = refused[name]
  if (cases === 'nothing to refuse') return
  it.each(cases)('is refused when $when', async ({ params, code, says }) => {
    const one = bench()
    const answer = await one.refusal(name, await params(one))
    expect(callErrorSchema.safeParse(answer).error?.issues).toBeUndefined()
    expect(answer).toMatchObject({ code, message: expect.stringMatching(says) as string })
    expect(answer.help).not.toBe('')
  })
})

describe('a method that is not in the contract', () => {
  it.each(['journeys.burn', '', 'constructor', '__proto__', 'toString'])('%j is refused', async (name) => {
    expect(await bench().refusal(name, {})).toEqual({
      code: 'E_UNKNOWN_METHOD',
      message: `There is no method ${JSON.stringify(name)}.`,
      help: 'The window and the engine are of different versions: reload the window.',
    })
  })
})

describe('a fault of Rehearsal itself', () => {
  it('is told as one, without a stack', async () => {
    const one = bench()
    const { id } = await one.saveJourney()
    const database = new Database(join(one.folder, 'workspace', 'rehearsal.sqlite'))
    database.exec("UPDATE journey_versions SET document = 'no JSON'")
    database.close()
    expect(await one.refusal('journeys.get', { id })).toEqual({
      code: 'E_INTERNAL',
      message: expect.stringMatching(/^Rehearsal failed at journeys\.get: [^\n]*$/),
      help: 'This is a fault in Rehearsal, not in your input. Save your work, start it again, and report it with this text.',
    })
  })
})

describe('closing', () => {
  it('refuses calls afterwards, and closing twice is closing once', async () => {
    const one = bench()
    await Promise.all([one.host.close(), one.host.close()])
    expect(await one.refusal('app.info', {})).toMatchObject({ code: 'E_CLOSED' })
  })

  it('cancels a job under way and waits until it has stopped', async () => {
    const one = bench()
    const job = one.refusal('templates.create', { templateId: 'passo-dukkan', jobId: 'j', withData: true })
    await one.host.close()
    expect(await job).toMatchObject({ code: 'CANCELLED' })
  })
})
