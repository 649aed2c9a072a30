import { type BrowserContext, expect, type Response } from '@playwright/test'

/** Notes what a person would not see and a developer would not want: errors, refused and failed requests. */
export class Watch {
  private readonly seen: string[] = []
  private readonly expected: { status: number; path: RegExp }[] = []

  on(context: BrowserContext): void {
    context.on('weberror', (error) => this.seen.push(`exception: ${error.error().stack}`))
    context.on('console', (message) => {
      // Of refused requests the browser says less than `response` does. A mail's frame runs no scripts, and so none of
      // those that record the journey either.
      const isExpected = /^(Failed to load resource|Blocked script execution in 'about:srcdoc')/.test(
        message.text(),
      )
      if (message.type() === 'error' && !isExpected) {
        this.seen.push(`console: ${message.text()}`)
      }
    })
    context.on('requestfailed', (request) => {
      // Whoever leaves a page stops what it was loading.
      const why = request.failure()?.errorText
      if (why !== 'net::ERR_ABORTED') {
        this.seen.push(`failed: ${request.method()} ${request.url()} ${why}`)
      }
    })
    context.on('response', (response) => {
      if (response.status() >= 400 && !this.isExpected(response)) {
        this.seen.push(`${response.status()}: ${response.request().method()} ${response.url()}`)
      }
    })
  }

  /** The journey is about this refusal, so it is no fault. Whether it came is for the journey to see on its page. */
  expectRefusal(status: number, path: RegExp): void {
    this.expected.push({ status, path })
  }

  expectQuiet(): void {
    expect(this.seen, 'errors behind the pages').toEqual([])
  }

  private isExpected(response: Response): boolean {
    const { pathname } = new URL(response.url())
    return this.expected.some(({ status, path }) => status === response.status() && path.test(pathname))
  }
}
