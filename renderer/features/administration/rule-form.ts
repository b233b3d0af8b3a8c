/** How each rule of the policy is typed and read: a rule's JSON as text in a field, and back. */

type Kind =
  | { readonly kind: 'number' | 'optional-number' | 'optional-text' | 'switch' | 'lines' }
  | { readonly kind: 'choice' | 'choices'; readonly options: readonly string[] }
  | {
      readonly kind: 'columns'
      readonly columns: readonly string[]
      /** rows: any number; one: a line or none; map: the second column under the first. */
      readonly shape: 'rows' | 'one' | 'map'
    }

const lookOptions = [
  ...['text', 'html', 'headers', 'links', 'attachments', 'samples', 'recipients', 'domains'],
  ...['checks', 'route', 'difference'],
]

export const ruleGroups = {
  approval: {
    quorumMin: { kind: 'number' },
    quorumTiers: { kind: 'columns', columns: ['recipientsMin', 'quorum'], shape: 'rows' },
    secondStage: { kind: 'columns', columns: ['recipientsMin', 'quorum'], shape: 'one' },
    urgent: { kind: 'columns', columns: ['quorum', 'holdMinutes'], shape: 'one' },
    canary: { kind: 'columns', columns: ['recipientsMin', 'count'], shape: 'one' },
    coolingOffHours: { kind: 'number' },
    routeCoolingOffHours: { kind: 'number' },
    holdMinutes: { kind: 'number' },
    approvalHoursMax: { kind: 'number' },
    executionHoursMax: { kind: 'number' },
    looks: { kind: 'choices', options: lookOptions },
    typeCountFrom: { kind: 'optional-number' },
    delegationHoursMax: { kind: 'optional-number' },
    stopContact: { kind: 'optional-text' },
    recipientLimits: {
      kind: 'columns',
      columns: ['department', 'route', 'recipientsMax'],
      shape: 'rows',
    },
    linkHosts: { kind: 'lines' },
    quietHours: { kind: 'columns', columns: ['from', 'until'], shape: 'one' },
    listAgeDaysMax: { kind: 'optional-number' },
    testSendsMax: { kind: 'number' },
    severities: { kind: 'columns', columns: ['check', 'verdict'], shape: 'map' },
  },
  'sign-in': {
    passwordFor: {
      kind: 'choices',
      options: ['approve', 'release', 'export', 'unmask', 'grant'],
    },
    passwordGraceMinutes: { kind: 'number' },
    idleMinutesMax: { kind: 'number' },
    sessionHoursMax: { kind: 'number' },
    loginNetworks: { kind: 'lines' },
    releaseNetworks: { kind: 'lines' },
  },
  addresses: {
    masking: { kind: 'choice', options: ['first-letter', 'domain-only', 'nothing'] },
    unmask: { kind: 'choice', options: ['nobody', 'readers', 'everyone'] },
    exportQuorum: { kind: 'number' },
    suppressionLiftNeedsSecond: { kind: 'switch' },
    retention: {
      kind: 'columns',
      columns: ['listDays', 'resultDays', 'messageDays'],
      shape: 'one',
    },
  },
  program: {
    storeGraceMinutes: { kind: 'number' },
    directDelivery: { kind: 'choice', options: ['never', 'encrypted', 'opportunistic'] },
    parcelsAllowed: { kind: 'switch' },
    storelessMinutesMax: { kind: 'optional-number' },
    appVersionMin: { kind: 'optional-text' },
  },
} as const satisfies Record<string, Record<string, Kind>>

export type RuleGroup = keyof typeof ruleGroups
export type RuleName = { [G in RuleGroup]: keyof (typeof ruleGroups)[G] }[RuleGroup]

const kinds = new Map<string, Kind>(
  Object.values(ruleGroups).flatMap((group) => Object.entries<Kind>(group)),
)

export function isRuleName(name: string): name is RuleName {
  return kinds.has(name)
}

export function kindOf(name: RuleName): Kind {
  return kinds.get(name) ?? { kind: 'lines' }
}

/** What stands in the field for a value: one line for each row, columns with a blank between. */
export function ruleText(name: RuleName, json: string): string {
  const value: unknown = JSON.parse(json)
  const kind = kindOf(name)
  if (value === null) return ''
  if (kind.kind === 'lines' || kind.kind === 'choices')
    return Array.isArray(value) ? value.join('\n') : ''
  if (kind.kind !== 'columns') return String(value)
  if (kind.shape === 'map')
    return entriesOf(value)
      .map((pair) => pair.join(' '))
      .join('\n')
  const rows = Array.isArray(value) ? value : [value]
  return rows
    .map((row) => {
      const cells = new Map(entriesOf(row))
      const line = kind.columns.map((column) => cells.get(column) ?? '*')
      const members = cells.get('members')
      return [...line, ...(Array.isArray(members) ? members : [])].join(' ')
    })
    .join('\n')
}

/** The JSON of what was typed. Whether it is possible, the core says. */
export function ruleJson(name: RuleName, text: string): string {
  const kind = kindOf(name)
  const trimmed = text.trim()
  const lines = trimmed.split('\n').flatMap((line) => line.trim() || [])
  switch (kind.kind) {
    case 'number':
    case 'optional-number':
      return JSON.stringify(cellOf(trimmed))
    case 'optional-text':
      return JSON.stringify(trimmed === '' ? null : trimmed)
    case 'switch':
      return JSON.stringify(trimmed === 'true')
    case 'choice':
      return JSON.stringify(trimmed)
    case 'lines':
    case 'choices':
      return JSON.stringify(lines)
    case 'columns':
      return JSON.stringify(fromColumns(name, kind, lines))
    default:
      return kind satisfies never
  }
}

function fromColumns(
  name: RuleName,
  { columns, shape }: Extract<Kind, { kind: 'columns' }>,
  lines: readonly string[],
): unknown {
  const rows = lines.map((line) => line.split(/[\s,、：:]+/))
  if (shape === 'map') return Object.fromEntries(rows.map(([key = '', value = '']) => [key, value]))
  const objects = rows.map((cells) => {
    const named = columns.map((column, at) => [column, cellOf(cells[at] ?? '')])
    const rest = cells.slice(columns.length)
    const members = name === 'secondStage' ? [['members', rest]] : []
    return Object.fromEntries([...named, ...members])
  })
  return shape === 'rows' ? objects : (objects[0] ?? emptyOf(name, columns))
}

/** Retention is never absent: no line means that nothing is destroyed. */
function emptyOf(name: RuleName, columns: readonly string[]): unknown {
  return name === 'retention' ? Object.fromEntries(columns.map((each) => [each, null])) : null
}

function cellOf(text: string): string | number | null {
  const plain = text.normalize('NFKC')
  if (plain === '' || plain === '*') return null
  return /^\d{1,15}$/.test(plain) ? Number(plain) : plain
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
