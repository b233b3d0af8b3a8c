export const deliverabilityProblems = {
  'deliverability.dns-unreachable': ['servers'],
  'deliverability.no-resolver': [],
} as const
