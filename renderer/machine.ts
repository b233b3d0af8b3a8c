import type { AppState } from '../preload/contract/app.ts'
import { useCall } from './ipc.ts'

const free: AppState['machine'] = {
  locksLanguage: false,
  preventsCopy: false,
  preventsPrinting: false,
  pinsOrganization: false,
}

/** What IT has fixed on this PC; the core and the shell refuse it, whatever is shown. */
export function useMachine(): AppState['machine'] {
  return useCall('app.state', {}).value?.machine ?? free
}
