import type { SampleState } from '../preload/contract/sample.ts'
import { useCall } from './ipc.ts'

/** The sample organization that the window shows; null in a real one. */
export function useSample(): SampleState | null {
  return useCall('app.state', {}).value?.sample ?? null
}
