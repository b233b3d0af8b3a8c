/** What a verification found, a sentence each. */
export interface Report {
  readonly holds: string[]
  readonly fails: string[]
}

export function printReport({ holds, fails }: Report): string {
  const lines = [
    ...holds.map((each) => `  holds          ${each}`),
    ...fails.map((each) => `  DOES NOT HOLD  ${each}`),
    '',
    fails.length === 0
      ? 'Everything that was looked at holds.'
      : `${fails.length} of ${holds.length + fails.length} do not hold.`,
  ]
  return lines.join('\n')
}
