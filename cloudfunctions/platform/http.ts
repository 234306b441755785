/** An answer of another server, its body as it came (unpacked). */
export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * GET over HTTP(S).
 * @throws if no whole answer comes within `timeoutMs` (real time)
 */
export async function get(
  url: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<HttpAnswer> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  return { status: response.status, body: await response.text() };
}
