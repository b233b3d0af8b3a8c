import { type EnginePort, serveEngine } from './engine-port.ts'

/**
 * Entry of the engine's own process: Electron's utility process or Node's child process. What it
 * may do comes in through the port; it reads no settings and no environment.
 */
interface ParentPort {
  readonly postMessage: (message: unknown) => void
  readonly on: (event: 'message', listener: (event: { data: unknown }) => void) => void
}

function findPort(): EnginePort {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort }
  if (parentPort)
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    }
  // A core that is gone cannot record anything, so nothing more may be sent: FAULTS R01.
  process.once('disconnect', () => process.exit(1))
  return {
    // The core can be gone before the channel says so.
    post: (message) =>
      void process.send?.(message, undefined, undefined, (error) => {
        if (error) process.exit(1)
      }),
    onMessage: (listener) => process.on('message', listener),
  }
}

serveEngine(findPort(), () => process.exit(0))
