export const permitsProblems = {
  'permits.needed': [],
  'permits.no-such-petition': [],
  'permits.not-agreed': [],
  'permits.refused': [],
  'permits.expired': [],
  'permits.used': [],
  'permits.other-act': [],
  'permits.outdated': [],
  'permits.nobody-to-ask': [],
  'permits.exports-forbidden': [],
  'permits.unmask-forbidden': [],
  'permits.not-written': ['name'],
} as const
