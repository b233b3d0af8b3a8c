import type { ipcProblems } from '../../../../preload/problem/ipc.ts'

export const ipc: Record<keyof typeof ipcProblems, string> = {
  'ipc.invalid-input':
    'A value cannot be accepted (field: {field}). Nothing has changed. Please check what you entered.',
  'ipc.locked': 'Sekisho is locked. Nothing has changed. Log in and try again.',
  'ipc.not-allowed':
    'You do not hold a role that allows this. Nothing has changed. Ask your administrator for the role if you need it.',
  'ipc.too-many-calls':
    'The window asked for too much at once. Nothing has changed. Wait a few seconds and try again.',
  'ipc.unknown-channel':
    'This window and the program behind it are of different versions ({channel}). Nothing has changed. Restart Sekisho.',
  'ipc.untrusted-sender':
    'A request from outside Sekisho’s own window was refused. Nothing has changed. Tell your IT department.',
  'ipc.internal':
    'Something inside Sekisho failed (incident {incident}). No mail was sent. Try again; if it happens again, give the incident number to your IT department.',
}
