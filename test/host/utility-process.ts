import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { hasEnded, isReady } from './lifecycle.ts'
import { clone, type Members, strict } from './strict.ts'

const running = new Set<HostUtilityProcess>()

class HostUtilityProcess extends EventEmitter implements Members<Electron.UtilityProcess> {
  pid: number | undefined
  readonly stdout = null
  readonly stderr = null
  private readonly child: ChildProcess

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super()
    const child = new URL('./utility-child.ts', import.meta.url).href
    this.child = fork(modulePath, args, {
      execPath: process.execPath,
      execArgv: ['--enable-source-maps', '--import', child, ...(options.execArgv ?? [])],
      env: { ...(options.env ?? process.env) } as NodeJS.ProcessEnv,
      cwd: options.cwd,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    running.add(this)
    this.child.on('spawn', () => {
      this.pid = this.child.pid
      this.emit('spawn')
    })
    this.child.on('message', (message) => this.emit('message', message))
    this.child.on('exit', (code, signal) => this.exited(code, signal, options.serviceName ?? ''))
  }

  postMessage(message: unknown): void {
    this.child.send(clone(message) as object)
  }

  kill(): boolean {
    return this.child.kill()
  }

  private exited(code: number | null, signal: string | null, serviceName: string): void {
    running.delete(this)
    this.pid = undefined
    const exitCode = code ?? 15
    this.emit('exit', exitCode)
    if (hasEnded() || exitCode === 0) return
    const reason = signal === null ? 'abnormal-exit' : 'killed'
    app.emit('child-process-gone', {}, { type: 'Utility', reason, exitCode, serviceName })
  }
}

export function killUtilities(): void {
  for (const utility of running) utility.kill()
}

export const utilityProcess = strict('utilityProcess', {
  fork(
    modulePath: string,
    args: readonly string[] = [],
    options: Electron.ForkOptions = {},
  ): HostUtilityProcess {
    if (!isReady()) throw new Error('utilityProcess.fork cannot be called before app is ready')
    return strict('utilityProcess', new HostUtilityProcess(modulePath, args, options))
  },
})
