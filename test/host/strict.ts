import type { EventEmitter } from 'node:events'

/**
 * What of an Electron type the stand-in has. A class that implements Members<Electron.X> is checked
 * against electron.d.ts member by member; `Except` names those whose full type it cannot have.
 */
export type Members<T, Except extends keyof T = never> = Partial<
  Omit<T, keyof EventEmitter | Except>
>

function isProbe(key: string | symbol): boolean {
  return (
    typeof key === 'symbol' ||
    key.startsWith('_') ||
    ['then', 'toJSON', 'constructor', 'nodeType', 'asymmetricMatch', 'cause'].includes(key)
  )
}

/** The object itself, except that reading a member it lacks is a loud error instead of undefined. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (key in object || isProbe(key)) return Reflect.get(object, key, receiver)
      throw new Error(`test host: electron.${name}.${String(key)} is not implemented`)
    },
  })
}

/** A module of which nothing is implemented. */
export function absent(name: string): object {
  return strict(name, {})
}

/** Structured clone with Electron's error text. */
export function clone(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch (error) {
    throw new Error('An object could not be cloned.', { cause: error })
  }
}

/** An event object whose default can be prevented, as Electron's are. */
export interface PreventableEvent {
  defaultPrevented: boolean
  preventDefault: () => void
}

export function preventable<T extends object>(fields: T): T & PreventableEvent {
  const event = Object.assign(fields, {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  })
  return event
}
