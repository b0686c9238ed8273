// The reference in an isolate of its own, so that neither engine's garbage nor compiled code weighs on the other's times.
import { parentPort, workerData } from 'node:worker_threads'
import { simulateWithXState } from '../../../engine/core/simulate/reference.ts'
import { share } from './data.mjs'

parentPort.on('message', (profiles) => {
  const dataset = share(workerData.dataset, profiles)
  parentPort.postMessage(simulateWithXState(workerData.document, dataset, {}).figures)
})
