// What evidence does a finding rest on?
// 某项结论的依据是什么？
//
// The agreements behind a finding of hubs, gaps, fragility, pipelines or matches, and the pages that state
// them. A finding is named as its analysis does: `ent-huawei`, `LAO:F`, `school>college>enterprise`, `school>>enterprise`.
// 枢纽、缺口、脆弱性、通道或匹配结论所依据的协议，以及记载它们的网页。结论名称与分析一致：`ent-huawei`、`LAO:F`、
// `学校>院校>企业`、`学校>>企业`。
//
// params
//   analysis: analysis | analysis | 分析
//   finding: text | finding | 结论
//   limit: integer = 100 | rows at most | 最多行数
// returns
//   agreement: agreement | agreement | 协议
//   confidence: number | confidence | 可信度
//   source: text | source | 来源
//   source_kind: word | kind of source | 来源类型
//   url: text | address | 网址
//   published: day | published | 发布日期
// details
//   title: text | title | 名称
//   status: status | status | 状态
// example: analysis=hubs finding=ent-huawei

MATCH (f:Finding)
WHERE f.finding = $finding AND f.analysis = $analysis AND f.current
MATCH (f)-[r:RESTS_ON]->(a:Agreement)
WHERE r.current
OPTIONAL MATCH (a)-[l:STATED_IN]->(s:Source)
WHERE l.current
RETURN DISTINCT a.id AS agreement, a.title AS title, a.status AS status, a.confidence AS confidence,
       s.id AS source, s.kind AS source_kind, s.url AS url, s.published AS published
ORDER BY agreement, source
LIMIT $limit;
