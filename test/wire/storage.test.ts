import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import { errorOf, type Sdk } from '../setup/wx-sdk.ts';

let server: WireServer;
let cloud: Sdk;
beforeAll(async () => {
  server = await startWireServer();
  cloud = server.sdk();
});
afterAll(() => server.close());

const content = Buffer.from([0, 1, 2, 255, 254]);

describe('storage', () => {
  test.each(['a/b.bin', '图片/小 鲸.png', 'a/b.bin'])(
    'given the path %s, when uploaded, then the same bytes come back',
    async (cloudPath) => {
      const { fileID } = await cloud.uploadFile({ cloudPath, fileContent: content });
      expect(fileID).toMatch(/^cloud:\/\/.+\//);
      expect((await cloud.downloadFile({ fileID })).fileContent).toEqual(content);
    },
  );

  test('given files that are there and not, when addresses are asked for, then each row says so', async () => {
    const { fileID } = await cloud.uploadFile({ cloudPath: 'c.txt', fileContent: Buffer.from('hi') });
    const missing = fileID.replace('c.txt', 'none.txt');
    const { fileList } = await cloud.getTempFileURL({ fileList: [fileID, missing, 'cloud://other/x'] });
    expect(fileList).toMatchObject([
      { fileID, status: 0, tempFileURL: `${server.url}/storage/c.txt` },
      { fileID: missing, status: -503003, tempFileURL: '' },
      { status: -503003 },
    ]);
    const page = await fetch(`${server.url}/storage/c.txt`);
    expect([page.headers.get('content-type'), await page.text()]).toEqual([
      'text/plain; charset=utf-8',
      'hi',
    ]);
  });

  test('given a file, when deleted, then it is gone and a second delete says so', async () => {
    const { fileID } = await cloud.uploadFile({ cloudPath: 'd.txt', fileContent: content });
    expect((await cloud.deleteFile({ fileList: [fileID] })).fileList).toMatchObject([{ fileID, status: 0 }]);
    expect((await cloud.deleteFile({ fileList: [fileID] })).fileList).toMatchObject([
      { fileID, status: -503003 },
    ]);
    expect(await errorOf(cloud.downloadFile({ fileID }))).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' });
  });

  test.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    './a',
    'a\\..\\b',
    'a\u0000b',
    'a?b',
    'x'.repeat(851),
    '',
  ])('given the path %j, when uploaded, then it is refused', async (cloudPath) => {
    const error = await errorOf(cloud.uploadFile({ cloudPath, fileContent: content }));
    expect(error.errMsg ?? error.message).toMatch(/param\.path|cloudPath/);
  });

  test('given a traversal in the address itself, then nothing is read or written', async () => {
    for (const path of ['%2e%2e%2fpackage.json', '..%2f..%2fetc%2fpasswd']) {
      expect((await fetch(`${server.url}/storage/${path}`)).status).toBe(404);
      expect((await fetch(`${server.url}/storage/${path}`, { method: 'PUT', body: 'x' })).status).toBe(400);
    }
  });

  test('given an upload nobody asked for, then its signature is refused', async () => {
    const answer = await fetch(`${server.url}/storage/e.txt`, {
      method: 'PUT',
      body: 'x',
      headers: { signature: 'forged' },
    });
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('SignatureDoesNotMatch'),
    ]);
  });

  test('given a file where a folder is needed, then the upload fails with a reason', async () => {
    await cloud.uploadFile({ cloudPath: 'f', fileContent: content });
    expect(await errorOf(cloud.uploadFile({ cloudPath: 'f/g', fileContent: content }))).toMatchObject({
      code: 'STORAGE_REQUEST_FAIL',
    });
  });
});
