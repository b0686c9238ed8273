import { afterEach, describe, expect, it, vi } from 'vitest'
import { documentDigest } from '../../../engine/node/document-digest.ts'
import type { Changed } from '../../../engine/node/storage/change-watch.ts'
import { openWorkspace, type Workspace } from '../../../engine/node/storage/workspace.ts'
import { runChild } from './child.ts'
import { smallJourney } from './small-journey.ts'
import { temporaryFolder } from './temporary-folder.ts'

const opened: Workspace[] = []

function openWith(directory = temporaryFolder()) {
  const heard: Changed[] = []
  const workspace = openWorkspace(directory, (what) => heard.push(what))
  opened.push(workspace)
  return { workspace, heard, directory }
}

function create(workspace: Workspace, id: string): void {
  const document = smallJourney()
  workspace.journeys.create({ id, document, digest: documentDigest(document), savedAt: 1 })
}

afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.close()
})

describe('changes of a workspace', () => {
  it('a write of our own is heard at the next check, once, and only for the list it touched', () => {
    const { workspace, heard } = openWith()
    create(workspace, 'a')
    workspace.watch.check()
    workspace.watch.check()
    expect(heard).toEqual(['journeys'])
  })

  it('a write that another process makes is heard without asking', async () => {
    const { workspace, heard, directory } = openWith()
    create(workspace, 'a')
    workspace.watch.check()
    heard.length = 0

    const end = await runChild('./child-saves-journeys.ts', [directory, 'a', '1'])

    expect(end).toEqual({ code: 0, stdout: '', stderr: '' })
    await vi.waitFor(() => expect(heard).toEqual(['journeys']), { timeout: 10_000, interval: 20 })
  })

  it('two processes that save the same journey at once lose no version', async () => {
    const { workspace, directory } = openWith()
    create(workspace, 'a')
    let ended = false
    const child = runChild('./child-saves-journeys.ts', [directory, 'a', '60']).finally(() => (ended = true))
    let own = 0
    while (!ended) {
      const document = smallJourney(`own ${++own}`)
      workspace.journeys.save({ id: 'a', document, digest: documentDigest(document), savedAt: 1, baseVersion: null })
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await child).toEqual({ code: 0, stdout: '', stderr: '' })

    const versions = workspace.journeys.versions('a')
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 1 + own + 60 }, (_, index) => 1 + own + 60 - index))
    expect(versions.filter(({ name }) => name.startsWith('child')).map(({ name }) => name)).toEqual(Array.from(
      { length: 60 },
      (_, index) => `child ${60 - index}`,
    ))
  })
})
