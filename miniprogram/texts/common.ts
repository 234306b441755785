export const common = {
  app: '鲸喜会',
  again: '再试一次',
  back: '返回',
  close: '关闭',
  cancel: '取消',
  offline: '没有网络，连上后再试一次。',
  internal: '服务开了小差，稍等再试一次。',
  offlineBar: '现在没有网络',
  trace: (traceId: string) => `问题编号 ${traceId}`,
  loadingMore: '正在加载…',
  moreFailed: '没加载出来，点这里再试',
  end: '就这些了',
};
