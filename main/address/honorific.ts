const honorific = /.\s*(様|さま|サマ|さん|殿|御中|先生|各位)\s*$/u

/**
 * The honorific (敬称) with which a name already ends, or null. A message that adds 様 to such a
 * name would read 「山田 太郎 様 様」; the name itself is never changed.
 */
export function honorificOf(name: string): string | null {
  return honorific.exec(name.normalize('NFKC'))?.[1] ?? null
}
