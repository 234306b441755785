import { type BrowserContext, type Browser as Chromium, chromium, type Page } from 'playwright-core';
import type { TestCloud } from '../setup/local-cloud.ts';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A phone's screen in CSS px. */
export const PHONE = { width: 390, height: 844 };

export interface DeviceOptions {
  dark?: boolean;
  width?: number;
  height?: number;
  /** Device pixels a CSS px. */
  scale?: number;
}

/** A device of its own: its storage, its network, and everything its pages complained about. */
export interface Device {
  page: Page;
  /** Console errors, exceptions, failed and refused requests, while the network was there. */
  troubles: string[];
  network(there: boolean): Promise<void>;
  close(): Promise<void>;
}

/** One Chromium for a test file. */
export class Browser {
  private constructor(
    private readonly chromium: Chromium,
    private readonly cloud: TestCloud,
  ) {}

  static async open(cloud: TestCloud): Promise<Browser> {
    const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
    return new Browser(await chromium.launch({ executablePath, args: ARGS }), cloud);
  }

  /** A phone in somebody's hand. @param path page of the app, e.g. `pages/wallet/index` */
  async phone(openid: string, path = 'pages/home/index', options: DeviceOptions = {}): Promise<Device> {
    const device = await this.#device({ ...PHONE, ...options });
    await device.page.goto(`${this.cloud.url}/app/?as=${openid}#/${path}`);
    return device;
  }

  /** The stage on a desk. */
  async stage(options: DeviceOptions = {}): Promise<Device> {
    const device = await this.#device({ width: 1280, height: 800, ...options });
    await device.page.goto(this.cloud.url);
    return device;
  }

  async #device({ width = 0, height = 0, scale = 1, dark = false }: DeviceOptions): Promise<Device> {
    const context = await this.chromium.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme: dark ? 'dark' : 'light',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(20_000);
    return new OneDevice(context, await context.newPage());
  }

  close(): Promise<void> {
    return this.chromium.close();
  }
}

class OneDevice implements Device {
  readonly troubles: string[] = [];
  #there = true;

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.#note(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#note(`exception: ${error.message}`));
    page.on('requestfailed', (request) => {
      // A page that is left takes its running requests with it.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') this.#note(`no answer: ${request.url()}`);
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400) this.#note(`${answer.status()}: ${answer.url()}`);
    });
  }

  async network(there: boolean): Promise<void> {
    if (!there) this.#there = false;
    await this.context.setOffline(!there);
    this.#there = there;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  #note(trouble: string): void {
    if (this.#there) this.troubles.push(trouble);
  }
}
