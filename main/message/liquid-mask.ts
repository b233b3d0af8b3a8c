/**
 * The markers of the template language in a text that is about to be read as HTML: each is replaced
 * by one word of noncharacters, and put back afterwards.
 */
export interface MaskedText {
  readonly text: string
  readonly markers: readonly string[]
}

const marker = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
export const maskPattern = /\ufdd0(\d+)\ufdd1/g

/** Null where the text holds those noncharacters already. */
export function maskLiquid(source: string): MaskedText | null {
  if (/[\ufdd0\ufdd1]/.test(source)) return null
  const markers: string[] = []
  const text = source.replace(marker, (each) => `\ufdd0${markers.push(each) - 1}\ufdd1`)
  return { text, markers }
}

export function unmaskLiquid(text: string, markers: readonly string[]): string {
  return text.replace(maskPattern, (_, index: string) => markers[Number(index)] ?? '')
}
