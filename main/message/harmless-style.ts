/** Properties that the editor may apply to itself while it shows a message: nothing that loads or moves. */
const harmless = new Set([
  'background-color',
  'border-radius',
  'color',
  'display',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'line-height',
  'margin',
  'margin-bottom',
  'margin-left',
  'margin-right',
  'margin-top',
  'max-width',
  'padding',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'text-align',
  'text-decoration',
  'text-indent',
  'vertical-align',
  'white-space',
])

/** True for inline CSS of such properties only, with plain values and no functions. */
export function isHarmlessStyle(css: string): boolean {
  return css
    .split(';')
    .filter((each) => each.trim() !== '')
    .every((each) => {
      const [, name, value] = /^\s*([a-z-]+)\s*:\s*([^:]+)$/i.exec(each) ?? []
      if (name === undefined || value === undefined) return false
      if (name.toLowerCase() === 'display' && value.trim() !== 'inline-block') return false
      // A negative margin lays a block over its neighbours.
      return (
        harmless.has(name.toLowerCase()) && /^(?!.*(?:^|\s)-)[\p{L}\p{N}\s#.,%'"-]+$/u.test(value)
      )
    })
}
