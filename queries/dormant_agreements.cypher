// Which agreements have not been heard of for long?
// 哪些协议长期没有新消息？
//
// Agreements that have begun and are not known to have ended, and whose newest evidence is older than a
// day; the longest silence first. Agreements without any dated evidence are not listed.
// 已开始、未知结束，且最新证据早于某日的协议，沉寂最久者在前。没有任何有日期证据的协议不在此列。
//
// params
//   day: day = today | day on which they hold | 判断是否有效的日期
//   before: day = today-24m | no evidence since this day | 此日之后没有证据
//   country: country = null | only with a party there | 只看有一方在该国的协议
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   evidence_day: day | newest evidence | 最新证据
//   agreement: agreement | agreement | 协议
//   type: type | type | 类型
//   status: status | status | 状态
//   parties: organizations | parties | 各方
// details
//   brand: brand | brand | 品牌
//   sources: sources | sources | 来源
// example: day=2026-01-01 before=2020-01-01

MATCH (a:Agreement)
WHERE a.evidence_day < $before AND a.current AND a.counted
  AND (a.start_day IS NULL OR a.start_day <= $day)
  AND (a.end_day IS NULL OR a.end_day > $day)
  AND (a.status IS NULL OR NOT a.status IN ['expired', 'terminated'])
  AND ($country IS NULL OR EXISTS {
    MATCH (a)<-[r:PARTY_TO]-(p:Organization)
    WHERE r.current AND p.country = $country
  })
WITH a
ORDER BY a.evidence_day, a.id
LIMIT $limit
RETURN a.evidence_day AS evidence_day, a.id AS agreement, a.kind AS type, a.brand AS brand,
       a.status AS status,
       COLLECT {
         MATCH (a)<-[r:PARTY_TO]-(p:Organization)
         WHERE r.current
         RETURN DISTINCT p.id AS id ORDER BY id
       } AS parties,
       coalesce(a.sources, []) AS sources
ORDER BY evidence_day, agreement;
