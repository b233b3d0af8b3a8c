import type { sampleProblems } from '../../../../preload/problem/sample.ts'

export const sample: Record<keyof typeof sampleProblems, string> = {
  'sample.closed':
    'This is the sample organization. What leads out of this PC, or changes its organization or its place, is closed here. Nothing has changed. Leave the sample to do it in your own organization.',
  'sample.only-inside': 'The sample organization is not open. Nothing has changed.',
  'sample.busy':
    'The sample organization cannot be opened while other work goes on here. Nothing has changed. Wait until sending is over, lock Sekisho, and try again.',
  'sample.not-made':
    'The sample organization could not be made to the end. What there was of it is deleted, and nothing on this PC has changed. Try again; if it happens again, give the diagnostics to your IT department.',
  'sample.relay-outside':
    'The sample organization was about to send to the relay {host}, which was refused. No mail was sent. Mail of the sample never leaves this PC.',
}
