import type { Desks } from '../../desks/index.ts';
import type { Clock, Invocation, WireAnswer } from '../../types.ts';
import { WireError } from '../errors.ts';
import type { ParsedRequest } from '../request.ts';
import { type Api, ApiError, type Picture } from './api.ts';
import { snakeKeys } from './case.ts';
import { getUnlimited } from './code.ts';
import {
  createActivityId,
  sendCustomerServiceMessage,
  sendSubscribeMessage,
  setUpdatableMsg,
} from './messages.ts';
import { getOpenData, openDataOf } from './open-data.ts';
import { getPhoneNumber } from './phone.ts';
import {
  type CommApiData,
  decodeCommApiData,
  decodeOpenDataReq,
  encodeCommOpenApiResp,
  encodeOpenDataResp,
  type KeyValuePair,
} from './protobuf.ts';
import { getUserRiskRank, mediaCheckAsync, msgSecCheck } from './security.ts';

const API_NOT_FOUND = -604100;
const NO_PERMISSION = -604101;

const APIS = new Map<string, Api>([
  ['security.msgSecCheck', msgSecCheck],
  ['security.mediaCheckAsync', mediaCheckAsync],
  ['riskControl.getUserRiskRank', getUserRiskRank],
  ['phonenumber.getPhoneNumber', getPhoneNumber],
  ['subscribeMessage.send', sendSubscribeMessage],
  ['customerServiceMessage.send', sendCustomerServiceMessage],
  ['updatableMessage.createActivityId', createActivityId],
  ['updatableMessage.setUpdatableMsg', setUpdatableMsg],
  ['wxacode.getUnlimited', getUnlimited],
  ['cloudbase.getOpenData', getOpenData],
]);

type Outcome = Record<string, unknown> | Picture | { failed: number };

/** WeChat's own interfaces: `cloud.openapi.*`, `cloud.getOpenData` and the older `cloud.callOpenAPI`. */
export class OpenApi {
  readonly #desks: Desks;
  readonly #clock: Clock;

  constructor(deps: { desks: Desks; clock: Clock }) {
    this.#desks = deps.desks;
    this.#clock = deps.clock;
  }

  /** `wx.openApi`: a protobuf message in a form. */
  async handle(req: ParsedRequest, invocation: Invocation | undefined): Promise<WireAnswer> {
    const message = decoded(req.parts.get('requestData'));
    if (message.svrkitData?.apiName === 'ApiGetOpenDataByCloudId') {
      return protobufAnswer({ respData: this.#openData(message.svrkitData.reqData) });
    }
    const name = String(req.fields.apiName ?? '');
    const outcome = await this.#run(name, paramsOf(message.openapiData?.pairs ?? []), invocation);
    if (isFailure(outcome)) return protobufAnswer({ errorCode: outcome.failed });
    if (isPicture(outcome)) {
      return protobufAnswer({ respData: outcome.buffer, contentType: outcome.contentType, httpCode: 200 });
    }
    const respData = Buffer.from(JSON.stringify(outcome));
    return protobufAnswer({ respData, contentType: 'application/json; encoding=utf-8', httpCode: 200 });
  }

  /** `wx.api` of callOpenAPI: JSON in, WeChat's JSON out as a string. Permission errors come as errcode there. */
  async handleJson(req: ParsedRequest, invocation: Invocation | undefined): Promise<Record<string, unknown>> {
    const { apiName, requestData } = req.fields;
    if (typeof apiName !== 'string') throw new WireError('INVALID_PARAM', 'param.apiName must be a string');
    const params = typeof requestData === 'string' && requestData ? parsedJson(requestData) : {};
    const outcome = await this.#run(apiName, snakeKeys(params) as Record<string, unknown>, invocation);
    if (isFailure(outcome))
      return { data: { responseData: JSON.stringify({ errcode: outcome.failed, errmsg: 'system error' }) } };
    const answer = isPicture(outcome)
      ? { content_type: outcome.contentType, buffer: outcome.buffer.toString('base64') }
      : outcome;
    return { data: { responseData: JSON.stringify(answer) } };
  }

  async #run(
    name: string,
    params: Record<string, unknown>,
    invocation: Invocation | undefined,
  ): Promise<Outcome> {
    const api = APIS.get(name);
    if (!api) return { failed: API_NOT_FOUND };
    // From outside of a function there is no config.json, and everything is allowed.
    if (invocation?.openapi && !invocation.openapi.has(name)) return { failed: NO_PERMISSION };
    try {
      const answer = await api({ desks: this.#desks, clock: this.#clock, params });
      return isPicture(answer) ? answer : { errcode: 0, errmsg: 'ok', ...answer };
    } catch (error) {
      if (error instanceof ApiError) return { errcode: error.errcode, errmsg: error.message };
      throw error;
    }
  }

  #openData(reqData: Buffer): Buffer {
    const { cloudidList } = decodeOpenDataReq(reqData);
    const items = openDataOf(cloudidList, this.#clock);
    return encodeOpenDataResp({
      dataList: items.map((item) => ({ cloudId: item.cloud_id, json: JSON.stringify(item.json) })),
    });
  }
}

function decoded(bytes: Buffer | undefined): CommApiData {
  try {
    if (bytes) return decodeCommApiData(bytes);
  } catch {
    // answered below: bytes that are no message are as bad as none
  }
  throw new WireError('INVALID_PARAM', 'param.requestData is not a valid protobuf message');
}

function paramsOf(pairs: KeyValuePair[]): Record<string, unknown> {
  const value = (pair: KeyValuePair) =>
    pair.contenttype || pair.filename ? pair.value : parsedJson(pair.value.toString('utf8'));
  return Object.fromEntries(pairs.map((pair) => [pair.key, value(pair)]));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireError('INVALID_PARAM', 'param.requestData holds broken JSON');
  }
}

function isFailure(outcome: Outcome): outcome is { failed: number } {
  return 'failed' in outcome;
}

function isPicture(outcome: Outcome): outcome is Picture {
  return 'buffer' in outcome && Buffer.isBuffer(outcome.buffer);
}

function protobufAnswer(resp: Parameters<typeof encodeCommOpenApiResp>[0]): WireAnswer {
  // Not application/json: the SDK would parse the protobuf as JSON.
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: encodeCommOpenApiResp(resp),
  };
}
