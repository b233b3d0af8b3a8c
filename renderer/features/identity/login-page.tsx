import type { AppState } from '../../../preload/contract/app.ts'

export function LoginPage(_props: { state: AppState }) {
  return null
}
