import type { AppState } from '../../../preload/contract/app.ts'

export function WaitingPage(_props: { state: AppState }) {
  return null
}
