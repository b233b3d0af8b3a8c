import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { dirname } from 'node:path'

interface HandOver {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly data: unknown
}

interface LockOptions {
  readonly file: string
  readonly handOver: HandOver
  readonly onSecond: (second: HandOver) => void
}

/**
 * One process per folder. Taking the lock is synchronous, as in Electron: a file with the process
 * id. The arguments of a second start travel over an abstract socket, which dies with its process.
 */
export class SingleInstance {
  #server: net.Server | null = null
  /** Resolves when a second start has handed over what it had. */
  handedOver: Promise<void> = Promise.resolve()

  get isHeld(): boolean {
    return this.#server !== null
  }

  take({ file, handOver, onSecond }: LockOptions): boolean {
    if (this.isHeld) return true
    mkdirSync(dirname(file), { recursive: true })
    const socket = `\0${file}`
    if (!takeFile(file)) {
      this.handedOver = send(socket, JSON.stringify(handOver))
      return false
    }
    process.on('exit', () => rmSync(file, { force: true }))
    this.#server = net.createServer((peer) => {
      let text = ''
      peer.on('data', (chunk) => {
        text += chunk.toString()
      })
      peer.on('end', () => onSecond(JSON.parse(text)))
    })
    this.#server.listen({ path: socket }).unref()
    return true
  }

  release(): void {
    this.#server?.close()
    this.#server = null
  }
}

function takeFile(file: string): boolean {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    for (;;) {
      if (link(mine, file)) return true
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false
      rmSync(file, { force: true })
    }
  } finally {
    unlinkSync(mine)
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

function send(socket: string, text: string, attemptsLeft = 20): Promise<void> {
  return new Promise((resolve) => {
    const peer = net.connect({ path: socket })
    peer.on('error', () => {
      // The first process holds the file before it listens.
      if (attemptsLeft === 0) resolve()
      else setTimeout(() => resolve(send(socket, text, attemptsLeft - 1)), 50)
    })
    peer.on('close', (hadError) => {
      if (!hadError) resolve()
    })
    peer.end(text)
  })
}
