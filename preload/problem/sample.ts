/** The sample organization: what it is kept apart from, and what it does not do. */
export const sampleProblems = {
  'sample.closed': [],
  'sample.only-inside': [],
  'sample.busy': [],
  'sample.not-made': [],
  'sample.relay-outside': ['host'],
} as const
