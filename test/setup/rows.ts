import { EJSON } from 'bson';
import type { TestCloud } from './local-cloud.ts';

const PAGE = 1000;

/**
 * Every document of a collection that matches, by `_id`. Without the SDK, which knows one address a process: tests with
 * several local clouds read from all of them.
 */
export async function rowsOf<Row>(cloud: TestCloud, collectionName: string, query: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { body } = await cloud.send<{ data?: { list: string[] }; message?: string }>('POST', '/admin', {
      action: 'database.getDocument',
      collectionName,
      queryType: 'WHERE',
      query: EJSON.stringify(query, { relaxed: false }),
      order: '{"_id":{"$numberInt":"1"}}',
      offset,
      limit: PAGE,
    });
    if (!body.data) throw new Error(`${collectionName}: ${body.message}`);
    rows.push(...body.data.list.map((text) => EJSON.parse(text, { relaxed: true }) as Row));
    if (body.data.list.length < PAGE) return rows;
  }
}
