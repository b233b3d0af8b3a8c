import { createContext, type ReactNode, use } from 'react'
import type { AppState } from '../preload/contract/app.ts'
import type { Role } from '../preload/contract/channel.ts'

type SignedIn = NonNullable<AppState['session']>

const SessionContext = createContext<SignedIn | null>(null)

export function SessionProvider(props: { session: SignedIn; children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>
}

/** Who is signed in. Only inside the signed-in frame. */
export function useSession(): SignedIn {
  const session = use(SessionContext)
  if (session === null) {
    throw new Error('useSession is used outside of the signed-in frame')
  }
  return session
}

/** Whether the person holds one of the roles: what they cannot use is not shown. */
export function useHasRole(...roles: readonly Role[]): boolean {
  return useSession().roles.some((role) => roles.includes(role))
}
