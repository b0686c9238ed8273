import { create } from 'zustand'

export type DataTab = 'events' | 'people' | 'quality' | 'explore' | 'rejects'

/** Which dataset the data page shows, and which side of it. */
export const useDataPageStore = create<{ datasetId: string | null; tab: DataTab }>()(() => ({ datasetId: null, tab: 'events' }))

export function showDataset(datasetId: string, tab: DataTab = 'events'): void {
  useDataPageStore.setState({ datasetId, tab })
}
