/**
 * How many connections a relay gets; pure. Two at first, one more for every round of messages that
 * it took without complaint, half after each 421 or 4.7.x; and how many messages one connection
 * carries, learned from where the relay hung up.
 */
export interface Pace {
  readonly connections: number
  readonly connectionsMax: number
  /** Messages accepted since the last change. */
  readonly streak: number
  readonly messagesPerConnectionMax: number | null
}

const connectionsStart = 2
/** Messages per open connection before the next one opens. */
const roundPerConnection = 2

export function createPace(connectionsMax: number): Pace {
  const connections = Math.min(connectionsStart, connectionsMax)
  return { connections, connectionsMax, streak: 0, messagesPerConnectionMax: null }
}

export function noteAccepted(pace: Pace): Pace {
  const streak = pace.streak + 1
  if (pace.connections >= pace.connectionsMax || streak < pace.connections * roundPerConnection)
    return { ...pace, streak }
  return { ...pace, streak: 0, connections: pace.connections + 1 }
}

export function noteSlowDown(pace: Pace): Pace {
  return { ...pace, streak: 0, connections: Math.max(1, Math.floor(pace.connections / 2)) }
}

/** The relay ended a session after so many messages: later ones end themselves before that. */
export function noteHungUpAfter(pace: Pace, messages: number): Pace {
  if (messages < 1) return pace
  const known = pace.messagesPerConnectionMax ?? messages
  return { ...pace, messagesPerConnectionMax: Math.min(known, messages) }
}
