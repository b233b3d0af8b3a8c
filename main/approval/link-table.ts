import type { LinkView } from '../../preload/contract/approval.ts'
import { linksOf, toLink } from '../message/message.ts'
import type { OpenedRequest } from './open-request.ts'

interface Content {
  readonly text: string
  readonly html: string
}

const bareUrl = /\b(?:https?:\/\/|www\.)[A-Za-z0-9\-._~:/?#@!$&*+,;=%{}|]+(?<![.,:;!?\s])/gi
const known = new WeakMap<OpenedRequest, readonly LinkView[]>()

/** The links of a request's samples, rendered here, and what its template can lead to besides. */
export function linksOfRequest(opened: OpenedRequest): readonly LinkView[] {
  const links = known.get(opened) ?? linkTableOf(opened.template.source, renderSamples(opened))
  known.set(opened, links)
  return links
}

/**
 * Every place that a message leads to: what the reader sees and where it opens. First as it stands
 * in rendered messages; then from the template what those do not show, since a condition may keep a
 * link out of every sample, and a field may stand where it decides the host.
 */
export function linkTableOf(source: Content, rendered: readonly Content[]): LinkView[] {
  const shown = rendered.flatMap(linksIn)
  const isShown = ({ href }: LinkView) => {
    const fixed = href.split(/\{[{%]/, 1)[0] ?? ''
    return shown.some((each) =>
      fixed === href ? each.href === href : fixed !== '' && each.href.startsWith(fixed),
    )
  }
  const others = linksIn(source).filter((link) => link.suspicious || !isShown(link))
  return unique([...shown, ...others])
}

function renderSamples({ samples, template }: OpenedRequest): Content[] {
  return samples.map(({ fields, index }) => template.render(fields, index))
}

function linksIn({ text, html }: Content): LinkView[] {
  return [
    ...linksOf(html),
    ...[...text.matchAll(bareUrl)].map(([url]) =>
      toLink(url, url.startsWith('www.') ? `http://${url}` : url),
    ),
  ].map(withAlphabetFlag)
}

/** A host in other letters than ASCII can look like any other: an approver is shown that. */
function withAlphabetFlag(link: LinkView): LinkView {
  const isForeign = link.host.split('.').some((label) => label.startsWith('xn--'))
  return isForeign ? { ...link, suspicious: true } : link
}

function unique(links: readonly LinkView[]): LinkView[] {
  const seen = new Map(links.map((link) => [JSON.stringify([link.text, link.href]), link]))
  return [...seen.values()]
}
