// What the rest of the engine takes from here.
export { importDataset, removeDataset } from './import-dataset.ts'
export type { ImportedDataset, ImportProgress, ImportRequest } from './import-dataset.ts'
export { loadDatasetForRun } from './load-dataset.ts'
export { parseMapping } from './mapping.ts'
export { columnSignature, previewFile } from './preview.ts'
export { writeEventsFile } from './write-events.ts'
export { writeProfilesFile } from './write-profiles.ts'
