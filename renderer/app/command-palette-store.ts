import { createSpotlight } from '@mantine/spotlight'

const [store, spotlight] = createSpotlight()

/** Whether the command palette is open, and what is typed into it. */
export const commandPaletteStore = store

export function openCommandPalette(): void {
  spotlight.open()
}
