/** Refusals at the edge: before any capability has been asked. */
export const ipcProblems = {
  'ipc.invalid-input': ['channel', 'field'],
  'ipc.locked': [],
  'ipc.not-allowed': ['channel'],
  'ipc.too-many-calls': [],
  'ipc.unknown-channel': ['channel'],
  'ipc.untrusted-sender': [],
  'ipc.internal': ['incident'],
} as const
