import { hkdfSync } from 'node:crypto'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { FileTokens } from '../file-token.ts'
import {
  type DatabaseAccess,
  openPostgresStore,
  openShareStore,
  placeOfDatabase,
  readAuthority,
  type Store,
} from '../journal/journal.ts'
import type { Ports } from '../ports.ts'
import { decryptBlob, encryptBlob, readJsonIfThere, writeDurably } from '../vault/vault.ts'

/**
 * Where the shared store is, as one text: the path of a folder, or `postgres://host:port/database`.
 * What a database needs besides is kept apart: in the vault, and, for whoever waits before a closed
 * vault (for admission, for an unlock), in a file sealed by the workstation's secret.
 */
export interface StorePlaces {
  /** The same place gives the same store. */
  readonly open: (place: string) => Store
  /** Checks that the database is there and is ours to use; returns its place. */
  readonly connect: (access: DatabaseAccess) => Promise<string>
  /** What the vault keeps of a place; null for a folder. */
  readonly toSetting: (place: string) => string | null
  /** What a vault has kept. */
  readonly recallSetting: (setting: string) => void
  /** Seals what is known of a place for the time when the vault is closed. */
  readonly keepSealed: (place: string) => Promise<void>
  /** Opens what was sealed, if the place needs it. */
  readonly recallSealed: (place: string) => Promise<void>
  readonly close: () => void
}

const scheme = 'postgres://'
const fileName = 'store-access.json'
const context = 'sekisho store access'

const Access = v.strictObject({
  host: v.string(),
  port: v.number(),
  database: v.string(),
  user: v.string(),
  password: v.string(),
  ca: v.nullable(v.string()),
})
const Sealed = v.strictObject({ v: v.literal(1), sealed: v.pipe(v.string(), v.base64()) })

export function createStorePlaces(
  ports: Pick<Ports, 'clock' | 'random' | 'deviceKey' | 'dataFolder'>,
): StorePlaces {
  const { clock, random, deviceKey, dataFolder } = ports
  const accesses = new Map<string, DatabaseAccess>()
  const stores = new Map<string, Store>()
  const file = join(dataFolder, fileName)
  const remember = (access: DatabaseAccess) => {
    const place = `${scheme}${placeOfDatabase(access)}`
    accesses.set(place, access)
    return place
  }
  const openDatabase = (place: string) => {
    const access = accesses.get(place) ?? fail('journal.store-login-refused', { place })
    const store = stores.get(place) ?? openPostgresStore({ access, clock, random })
    stores.set(place, store)
    return store
  }
  const sealingKey = async () => {
    const secret = await deviceKey.read()
    return secret && new Uint8Array(hkdfSync('sha256', secret, '', context, 32))
  }
  return {
    open: (place) =>
      place.startsWith(scheme)
        ? openDatabase(place)
        : openShareStore({ folder: place, clock, random }),
    async connect(access) {
      const place = `${scheme}${placeOfDatabase(access)}`
      const store = openPostgresStore({ access, clock, random })
      try {
        const { isExclusive, readsBack } = await store.selfTest()
        if (!isExclusive || !readsBack) fail('journal.store-not-prepared', { place })
      } catch (error) {
        await store.close()
        throw error
      }
      await stores.get(place)?.close()
      stores.set(place, store)
      return remember(access)
    },
    toSetting(place) {
      const access = accesses.get(place)
      return access ? JSON.stringify(access) : null
    },
    recallSetting: (setting) => void remember(v.parse(Access, JSON.parse(setting))),
    async keepSealed(place) {
      const access = accesses.get(place)
      const contentKey = access ? await sealingKey() : null
      if (!access || !contentKey) return
      const plaintext = Buffer.from(JSON.stringify(access))
      const sealed = encryptBlob({ contentKey, context, plaintext, random })
      const text = JSON.stringify({ v: 1, sealed: Buffer.from(sealed).toString('base64') })
      writeDurably(file, `${text}\n`)
      contentKey.fill(0)
    },
    async recallSealed(place) {
      if (!place.startsWith(scheme) || accesses.has(place)) return
      const parsed = v.safeParse(Sealed, readJsonIfThere(file)?.value)
      const contentKey = parsed.success ? await sealingKey() : null
      if (!parsed.success || !contentKey) return
      const sealed = Buffer.from(parsed.output.sealed, 'base64')
      remember(v.parse(Access, parseSealed(decryptBlob({ contentKey, context, sealed }))))
      contentKey.fill(0)
    },
    close() {
      for (const store of stores.values()) void store.close()
      stores.clear()
      accesses.clear()
    },
  }
}

/**
 * What a new PC asks of a store. It has no records yet that could be safe somewhere, so the
 * sentences of a store that is out of reach are others. Fails with `identity.store-unreachable` or
 * `identity.store-right-missing` in the place of the journal's.
 */
export async function atFirst<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { code, params } = error.problem
    if (code === 'journal.store-unreachable')
      return fail('identity.store-unreachable', { folder: params.folder ?? '' })
    if (code === 'journal.store-right-missing')
      return fail('identity.store-right-missing', { place: params.place ?? '' })
    throw error
  }
}

function parseSealed(plaintext: Uint8Array): unknown {
  return JSON.parse(Buffer.from(plaintext).toString('utf8'))
}

/** Identity's two channels for a store in a database, before there is a vault. */
export function databaseHandlers(o: {
  readonly ports: Pick<Ports, 'fileDialog'>
  readonly fileTokens: FileTokens
  readonly places: StorePlaces
  /** Fails with `identity.organization-exists` on a PC that is in one. */
  readonly requireNew: () => void
}) {
  return {
    async 'identity.choose-authority'() {
      const path = await o.ports.fileDialog.chooseFile('certificate')
      if (path === null) return null
      readAuthority(path)
      return { file: o.fileTokens.issue(path), name: basename(path) }
    },
    async 'identity.use-database'(input: Omit<DatabaseAccess, 'ca'> & { ca: string | null }) {
      o.requireNew()
      const ca = input.ca === null ? null : readAuthority(o.fileTokens.pathOf(input.ca))
      const place = await atFirst(() => o.places.connect({ ...input, ca }))
      return { folder: o.fileTokens.issue(place), path: place }
    },
  }
}
