import type { EngineHost } from '../../main/ports.ts'
import type { ToEngine } from '../../main/sending/engine-channel.ts'

export type Tampering = 'template' | 'recipient'

/**
 * Plays whoever owns the sending PC: after the approval, and behind the core's back, alters what
 * the engine is given to send. The engine is the real one.
 */
export function createTamperingHost(host: EngineHost, current: () => Tampering | null): EngineHost {
  return {
    start() {
      const engine = host.start()
      return {
        ...engine,
        post(message) {
          const tampering = current()
          engine.post(tampering === null ? message : alter(message as ToEngine, tampering))
        },
      }
    },
  }
}

function alter(message: ToEngine, tampering: Tampering): ToEngine {
  if (tampering === 'template') {
    if (message.type !== 'start') return message
    const { content } = message
    // One byte of the subject: 窓 becomes another character.
    return { ...message, content: { ...content, template: flipByteAt(content.template, '窓') } }
  }
  if (message.type !== 'rows' || message.piece > 0) return message
  // The third recipient gets somebody else's mail.
  return { ...message, bytes: flipByteAt(message.bytes, 'ito@') }
}

function flipByteAt(bytes: Uint8Array, marker: string): Uint8Array {
  const altered = Buffer.from(bytes)
  const at = altered.indexOf(marker)
  if (at < 0) throw new Error(`nothing to alter: ${marker} is not in there`)
  const last = at + Buffer.byteLength(marker) - 1
  const index = marker.endsWith('@') ? at : last
  altered[index] = (altered[index] ?? 0) ^ 1
  return altered
}
