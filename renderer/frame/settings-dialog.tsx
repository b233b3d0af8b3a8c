import type { AppState } from '../../preload/contract/app.ts'
import { DiagnosticsDialog } from '../features/diagnostics/diagnostics-dialog.tsx'
import { type OwnAct, OwnDialog } from '../features/identity/own-dialogs.tsx'
import { MachinePolicyDialog } from '../features/policy/machine-policy-dialog.tsx'

/** What the settings menu and the command palette open over whatever page there is. */
export type SettingsDialogName = OwnAct | 'machine' | 'diagnostics'

interface SettingsDialogProps {
  readonly dialog: SettingsDialogName
  readonly state: AppState
  readonly onClose: () => void
}

export function SettingsDialog({ dialog, state, onClose }: SettingsDialogProps) {
  if (dialog === 'machine') return <MachinePolicyDialog onClose={onClose} />
  if (dialog === 'diagnostics') return <DiagnosticsDialog onClose={onClose} />
  return state.session === null ? null : <OwnDialog act={dialog} state={state} onClose={onClose} />
}
