/** The tags of a record of `name=value` parts between semicolons; the first of a name counts. */
export function parseTags(record: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const part of record.split(';')) {
    const [, name, value] = /^\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*([\s\S]*?)\s*$/.exec(part) ?? []
    if (name !== undefined && value !== undefined && !tags.has(name)) tags.set(name, value)
  }
  return tags
}
