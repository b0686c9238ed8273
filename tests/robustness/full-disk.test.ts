import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createHost } from '../../engine/node/host.ts'
import { runChild } from '../unit/storage/child.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'

describe('a disk that is full while a person saves', () => {
  it.skipIf(process.platform === 'win32')('is said, every answered save is there, reading goes on, and saving works again when there is room', async () => {
    const workspaceDir = join(temporaryFolder(), 'workspace')
    // Files of 3 MB at most: what the system says then is what it says of a full disk.
    const { stdout, stderr } = await runChild('../../robustness/child-fills-disk.ts', [workspaceDir], { shell: 'trap "" XFSZ; ulimit -f 3072' })
    expect(stdout, stderr).not.toBe('')
    const told = JSON.parse(stdout) as { id: string; answered: number; refusal: unknown; draft: string; stillReads: number }
    expect(told).toMatchObject({ refusal: { code: 'E_DISK_FULL', help: 'Free some space and try again; what was stored before is intact.' }, draft: 'E_DISK_FULL', stillReads: 1 })
    expect(told.answered).toBeGreaterThan(3)

    const host = createHost({ workspaceDir })
    const { journey } = (await host.call('journeys.get', { id: told.id })) as { journey: { version: number; name: string } }
    expect(journey).toMatchObject({ name: String(told.answered), version: told.answered + 1 })
    expect(await host.call('store.state', {})).toEqual({ readOnly: null, restored: null })
    await host.call('drafts.keep', { id: 'd', holder: 'w', journeyId: told.id, baseVersion: 1, text: '{"format":"journey"}' })
    await host.close()
  })
})
