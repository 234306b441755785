/**
 * The parts of a multipart/form-data body by name. Values stay bytes: the SDK sends protobuf in a part without a file
 * name, which form parsers decode as text and break. Answers undefined when the body is no such form.
 */
export function parseMultipart(contentType: string, body: Buffer): Map<string, Buffer> | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts = new Map<string, Buffer>();
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    const next = body.indexOf(delimiter, start);
    if (next < 0) break;
    // A part is CRLF, headers, empty line, content, CRLF.
    const part = body.subarray(start + 2, next - 2);
    const headEnd = part.indexOf('\r\n\r\n');
    const name = headEnd < 0 ? undefined : /name="([^"]*)"/i.exec(part.toString('latin1', 0, headEnd))?.[1];
    if (name !== undefined) parts.set(name, part.subarray(headEnd + 4));
    at = next;
  }
  return parts.size > 0 ? parts : undefined;
}
