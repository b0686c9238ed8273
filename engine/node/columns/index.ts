// What the rest of the engine takes from here.
export { catalogueOf, describeDataset } from './catalogue.ts'
export { datasetInfo, openDataset, writeDataset } from './dataset-files.ts'
export type { DatasetInfo } from './dataset-files.ts'
export { derivedDigest, sampleProfiles, sliceTime } from './derive-dataset.ts'
export type { ImportFacts } from './header.ts'
export { readRejects } from './rejects.ts'
export { writeRejectsCsv } from './rejects-csv.ts'
