import protobuf from 'protobufjs';

/** What WeChat's gateway speaks, as far as wx-server-sdk uses it. */
const { root } = protobuf.parse(
  `syntax = "proto3";
  message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
  message OpenApiData { repeated KeyValuePair pairs = 1; }
  message SvrkitApiData { string apiName = 1; bytes reqData = 2; }
  message CommApiData {
    int32 apiType = 1; OpenApiData openapiData = 2; SvrkitApiData svrkitData = 4; string appid = 6;
  }
  message CommOpenApiResp {
    bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; int32 svrkitErrorCode = 6;
  }
  message OpenDataReq { repeated string cloudidList = 2; }
  message OpenDataItem { string cloudId = 1; string json = 2; }
  message OpenDataResp { repeated OpenDataItem dataList = 1; }`,
  { keepCase: true },
);

export interface KeyValuePair {
  key: string;
  value: Buffer;
  contenttype: string;
  filename: string;
}
export interface CommApiData {
  openapiData: { pairs: KeyValuePair[] } | null;
  svrkitData: { apiName: string; reqData: Buffer } | null;
}
export interface CommOpenApiResp {
  respData?: Buffer;
  contentType?: string;
  errorCode?: number;
  httpCode?: number;
}

/** Throws for bytes that are no such message. */
export function decodeCommApiData(bytes: Buffer): CommApiData {
  return decode<CommApiData>('CommApiData', bytes);
}
export function encodeCommOpenApiResp(resp: CommOpenApiResp): Buffer {
  return encode('CommOpenApiResp', resp);
}
export function decodeOpenDataReq(bytes: Buffer): { cloudidList: string[] } {
  return decode('OpenDataReq', bytes);
}
export function encodeOpenDataResp(resp: { dataList: Array<{ cloudId: string; json: string }> }): Buffer {
  return encode('OpenDataResp', resp);
}

function decode<T>(type: string, bytes: Buffer): T {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { defaults: true, arrays: true }) as T;
}

function encode(type: string, value: object): Buffer {
  const message = root.lookupType(type);
  return Buffer.from(message.encode(message.create(value as Record<string, unknown>)).finish());
}
