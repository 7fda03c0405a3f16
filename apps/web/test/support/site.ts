import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { type PreviewServer, preview } from 'vite'
import type { Report, Reports } from '../../src/protocol'
import { chromiumPath } from './chromium.ts'

const root = new URL('../..', import.meta.url).pathname

/** The built page, served with headers of choice, and a browser to visit it. */
export class Site {
  readonly #server: PreviewServer
  readonly #browser: Browser
  readonly url: string

  static async open(headers?: Record<string, string>): Promise<Site> {
    const port = 0
    const server = await preview({
      root,
      logLevel: 'warn',
      preview: headers ? { port, headers } : { port },
    })
    const browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
    return new Site(server, browser)
  }

  private constructor(server: PreviewServer, browser: Browser) {
    this.#server = server
    this.#browser = browser
    this.url = server.resolvedUrls!.local[0]!
  }

  /** A page in a context of its own, so without a cache, that is being loaded. */
  async visit(query = '', options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.#browser.newContext({ acceptDownloads: true, ...options })
    const page = await context.newPage()
    const visit = new Visit(page)
    await page.addInitScript(recordMessages)
    await page.goto(this.url + query)
    return visit
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
  }
}

/** Keeps what workers post to the page, and counts the drawings that they are asked to read. */
function recordMessages(): void {
  const messages: unknown[] = []
  Object.assign(globalThis, { messages, asked: 0 })
  const { Worker } = globalThis
  globalThis.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args)
      this.addEventListener('message', ({ data }) => messages.push(data))
    }
    override postMessage(message: { picture?: unknown }): void {
      if (message.picture) (globalThis as unknown as { asked: number }).asked += 1
      super.postMessage(message)
    }
  }
}

/** A page that is open, and what it complained of. */
export class Visit {
  readonly page: Page
  /** Errors of the console and exceptions that nothing caught. */
  readonly complaints: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('console', (line) => line.type() === 'error' && this.complaints.push(line.text()))
    page.on('pageerror', (error) => this.complaints.push(String(error)))
  }

  /** Waits until the line of the run says something that begins so. */
  async untilStatus(beginning: string): Promise<void> {
    await this.page.waitForFunction(
      (text) => document.querySelector('output#status')?.textContent?.startsWith(text),
      beginning,
      { timeout: 60_000 },
    )
  }

  status(): Promise<string | null> {
    return this.page.textContent('#status')
  }

  /** The reports of one type that came from the worker. */
  async messages<T extends keyof Reports>(type: T): Promise<Reports[T][]> {
    const { page } = this
    const all = await page.evaluate(
      () => (globalThis as unknown as { messages: Report[] }).messages,
    )
    return all.filter((report) => report.type === type) as unknown as Reports[T][]
  }

  /** Draws a line through points of the canvas, in fractions of its size. */
  async draw(...points: readonly (readonly [number, number])[]): Promise<void> {
    const box = (await this.page.locator('#pad').boundingBox())!
    const place = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const
    await this.page.mouse.move(...place(points[0]!))
    await this.page.mouse.down()
    for (const point of points.slice(1)) await this.page.mouse.move(...place(point), { steps: 10 })
    await this.page.mouse.up()
  }

  /** Waits until the network has read the drawing as it is now. */
  async untilRead(): Promise<void> {
    await this.page.waitForFunction(() => {
      const { asked, messages } = globalThis as unknown as { asked: number; messages: Report[] }
      return messages.filter(({ type }) => type === 'drawn').length >= asked
    })
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
