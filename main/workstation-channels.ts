import type { AppState, appChannels } from '../preload/contract/app.ts'
import type { Handlers } from '../preload/contract/channel.ts'
import type { FileTokens } from './file-token.ts'
import { requireUnlocked } from './policy/policy.ts'
import type { Ports } from './ports.ts'
import type { PreferencesFile } from './preferences.ts'

export interface WorkstationOptions {
  readonly ports: Pick<Ports, 'fileDialog' | 'machinePolicy'>
  readonly preferences: PreferencesFile
  readonly fileTokens: FileTokens
  readonly state: () => AppState
  readonly emitChanged: () => void
}

/** What belongs to this workstation and to no capability: its state, its look, its folders. */
export function workstationHandlers(options: WorkstationOptions): Handlers<typeof appChannels> {
  const { ports, preferences, fileTokens, state, emitChanged } = options
  const changed = () => {
    emitChanged()
    return state()
  }
  return {
    'app.state': () => state(),
    'app.set-preferences'(change) {
      if (change.language !== undefined && change.language !== preferences.get().language)
        requireUnlocked(ports.machinePolicy, 'Language')
      preferences.set(change)
      return changed()
    },
    async 'app.choose-folder'() {
      const path = await ports.fileDialog.chooseFolder('store')
      return path === null ? null : { folder: fileTokens.issue(path), path }
    },
  }
}
