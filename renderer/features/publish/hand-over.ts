import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { ask, type Asked } from './asked.ts'
import type { HandOverPlatform } from './hand-over-platforms.ts'
import { openPublish } from './publish-store.ts'

export type Pack = MethodOutput<'targets.handOver'> & { document: JourneyDocument; platform: HandOverPlatform }
export type PackFile = Pack['files'][number]

interface HandOverState {
  platform: HandOverPlatform
  pack: Asked<Pack> | null
}

export const useHandOverStore = create<HandOverState>()(() => ({ platform: 'netmera', pack: null }))

/** Makes the pack of the open journey for a platform, and shows it. */
export async function makeHandOver(platform: HandOverPlatform): Promise<void> {
  const { document } = documentStore.getState()
  useHandOverStore.setState({ platform })
  openPublish('handOver')
  await ask(
    async () => ({ ...(await connection.call('targets.handOver', { document, platform })), document, platform }),
    (pack) => useHandOverStore.setState({ pack }),
  )
}
