/** What a name may end with already: then it gets no second one. */
const endings = ['様', '御中', '殿', '先生', 'さま', 'さん', '各位', '宛']

/**
 * A name with its honorific (敬称) behind one space, as Japanese letters have it. An empty name gets
 * none, so that a fallback still stands in; a name that has one keeps it: no 様様 and no 御中様.
 */
export function withHonorific(name: string, honorific: string): string {
  const plain = name.trim()
  if (plain === '' || endings.some((each) => plain.endsWith(each))) return plain
  return `${plain} ${honorific}`
}
