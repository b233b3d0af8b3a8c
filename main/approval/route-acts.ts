import { basename } from 'node:path'
import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { routesChannels } from '../../preload/contract/routes.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import type { FileTokens } from '../file-token.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { changeRoute, createRoute, removeRoute, toRouteViews } from './routes.ts'
import {
  changeSenderIdentity,
  createSenderIdentity,
  importCertificate,
  removeCertificate,
  removeSenderIdentity,
  toSenderViews,
} from './sender-identities.ts'

interface Context {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'fileDialog'>
  readonly fileTokens: FileTokens
  readonly session: () => Session
  readonly stepUp: StepUp
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

/** Routes and senders: each change is a policy that the administrators' threshold signs. */
export function routeHandlers({
  ports,
  fileTokens,
  session,
  stepUp,
  emit,
}: Context): Handlers<Omit<typeof routesChannels, 'routes.test' | 'routes.test-direct'>> {
  const { random } = ports
  const signed = async <T>(code: string, act: () => Promise<T>): Promise<T> => {
    await stepUp(code, 'grant')
    const value = await act()
    emit('journal.changed', {})
    return value
  }
  return {
    'routes.list': () => toRouteViews(session()),
    'routes.create': ({ code, ...input }) =>
      signed(code, () => createRoute(session(), ports, input)),
    'routes.change': ({ code, route: id, keepsSecrets, ...input }) =>
      signed(code, () => changeRoute(session(), ports, { id, input, keepsSecrets })),
    'routes.remove': async ({ code, route }) => ({
      isInForce: await signed(code, () => removeRoute(session(), route)),
    }),
    'routes.sender-identities': () => toSenderViews(session()),
    'routes.create-sender-identity': ({ code, ...input }) =>
      signed(code, () => createSenderIdentity(session(), random, input)),
    'routes.change-sender-identity': ({ code, ...input }) =>
      signed(code, () => changeSenderIdentity(session(), random, input)),
    'routes.choose-certificate': async () => {
      const path = await ports.fileDialog.chooseFile('signing-certificate')
      return path === null ? null : { file: fileTokens.issue(path), name: basename(path) }
    },
    'routes.import-certificate': ({ code, file, ...input }) =>
      signed(code, () =>
        importCertificate(session(), ports, { ...input, path: fileTokens.pathOf(file) }),
      ),
    'routes.remove-certificate': ({ code, identity }) =>
      signed(code, () => removeCertificate(session(), random, identity)),
    'routes.remove-sender-identity': async ({ code, identity }) => ({
      isInForce: await signed(code, () => removeSenderIdentity(session(), identity)),
    }),
  }
}
