import { EventEmitter } from 'node:events'

/** Loaded with --import in a utility process: gives it process.parentPort. */
class ParentPort extends EventEmitter {
  readonly #early: unknown[] = []

  constructor() {
    super()
    process.on('message', (data) => {
      if (this.listenerCount('message') > 0) this.emit('message', { data, ports: [] })
      else this.#early.push(data)
    })
    this.on('newListener', (name) => {
      if (name === 'message') queueMicrotask(() => this.#flush())
    })
  }

  postMessage(message: unknown): void {
    process.send?.(structuredClone(message))
  }

  start(): void {}

  pause(): void {}

  #flush(): void {
    for (const data of this.#early.splice(0)) this.emit('message', { data, ports: [] })
  }
}

Object.assign(process, { parentPort: new ParentPort(), type: 'utility' })
process.on('disconnect', () => process.exit(0))
