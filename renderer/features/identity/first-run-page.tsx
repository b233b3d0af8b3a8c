import type { AppState } from '../../../preload/contract/app.ts'

export function FirstRunPage(_props: { state: AppState; onDone: () => void }) {
  return null
}
