/** The element with this id. @throws TypeError where the page has none of this kind */
export function element<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new TypeError(`the page has no ${kind.name} with the id ${id}`)
}

export const button = (id: string) => element(id, HTMLButtonElement)
export const canvas = (id: string) => element(id, HTMLCanvasElement)

/** Shows a text in the element with this id. */
export function write(id: string, text: string): void {
  const target = element(id, HTMLElement)
  if (target.textContent !== text) target.textContent = text
}

/** A new element with children, which may be texts. */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.append(...children)
  return made
}
