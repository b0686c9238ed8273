import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { JourneySummary, RunSummary } from '../../../engine/api/contract.ts'
import { createHost } from '../../../engine/node/host.ts'
import { REHEARSE } from '../../rehearse-program.ts'
import { smallJourney } from '../storage/small-journey.ts'

const folders: string[] = []

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rehearsal-serve-'))
  folders.push(made)
  return made
}

afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true, maxRetries: 3 })
})

/** Runs `rehearse serve`; `address` resolves to the first line it prints. */
function serve(...args: string[]) {
  const child = spawn(process.execPath, [...REHEARSE, 'serve', ...args])
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const address = new Promise<string>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString()
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0]!)
    })
  })
  const end = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, address, end }
}

async function contentOf(workspaceDir: string) {
  const host = createHost({ workspaceDir })
  const journeys = (await host.call('journeys.list', {})) as JourneySummary[] // as (twice): so says the contract
  const runs = (await host.call('runs.list', {})) as RunSummary[]
  await host.close()
  return { journeys, runs }
}

describe('rehearse serve', () => {
  it('prints its address on one line, serves it, and ends cleanly when it is interrupted', async () => {
    const served = serve('--workspace', folder())
    const address = await served.address
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const answer = await fetch(address, { redirect: 'manual' })
    expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({ status: 303, location: '/' })
    served.child.kill('SIGINT')
    expect(await served.end).toEqual({ code: 0, stdout: `${address}\n`, stderr: 'Open this address in a browser on this machine. Ctrl+C ends it.\n' })
  })

  it('creates the sample once, with its data and a run, and leads the page to it', async () => {
    const workspace = folder()
    for (const _time of ['first', 'second']) {
      const served = serve('--workspace', workspace, '--open-sample')
      const answer = await fetch(await served.address, { redirect: 'manual' })
      served.child.kill('SIGINT')
      expect((await served.end).code).toBe(0)
      const { journeys, runs } = await contentOf(workspace)
      expect(journeys).toMatchObject([{ journeyId: 'passo-dukkan', version: 1, lastRunId: runs[0]!.id, datasetId: runs[0]!.datasetId }])
      expect(runs).toHaveLength(1)
      expect(answer.headers.get('location')).toBe(`/#journey=${journeys[0]!.id}`)
    }
  })

  it('opens the journey files it is given', async () => {
    const workspace = folder()
    const file = join(folder(), 'mine.journey.json')
    writeFileSync(file, JSON.stringify(smallJourney()))
    const served = serve(file, '--workspace', workspace)
    await served.address
    served.child.kill('SIGINT')
    await served.end
    const path: unknown = expect.stringMatching(/mine\.journey\.json$/)
    expect((await contentOf(workspace)).journeys).toMatchObject([{ journeyId: 'welcome', path }])
  })

  it('says what is wrong and exits with 2: a port in use, no port, no such file, an unknown option', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo // as: a TCP server that listens
    const attempts = [['--port', String(port)], ['--port', '70000'], ['none.journey.json'], ['--colour', 'red']]
    const ends = await Promise.all(attempts.map((args) => serve('--workspace', folder(), ...args).end))
    taken.close()
    expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 2])
    expect(ends.map(({ stderr }) => stderr.split('\n')[0])).toEqual([
      `E_PORT_TAKEN Port ${port} is in use by another program.`,
      'E_USAGE --port 70000 is no port',
      expect.stringMatching(/^E_UNREADABLE .*none\.journey\.json: there is no such file\.$/),
      'E_USAGE unknown option --colour',
    ])
  })

  it('refuses a journey file that is broken, and names the place', async () => {
    const file = join(folder(), 'broken.journey.json')
    writeFileSync(file, '{"format": "journey",}')
    const { code, stderr } = await serve(file, '--workspace', folder()).end
    expect(code).toBe(2)
    expect(stderr).toMatch(/^J001 not JSON: .* at line 1, column 22\n  .*broken\.journey\.json /)
  })
})
