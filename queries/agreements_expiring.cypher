// Which agreements end soon?
// 哪些协议即将到期？
//
// Agreements whose last possible day lies from the one day to the other, and that no source calls ended
// already. Most agreements have no known end and are not listed: unknown is not open-ended.
// 最晚结束日落在两个日期之间、且来源未称其已结束的协议。多数协议的结束日未知，不在此列：未知不等于长期有效。
//
// params
//   from: day = today | first day | 起始日
//   until: last_day = today+12m | last day | 截止日
//   country: country = null | only with a party there | 只看有一方在该国的协议
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   end_day: day | last day | 最晚结束日
//   agreement: agreement | agreement | 协议
//   type: type | type | 类型
//   status: status | status | 状态
//   parties: organizations | parties | 各方
// details
//   sources: sources | sources | 来源
// example: from=2024-01-01 until=2030-12-31

MATCH (a:Agreement)
WHERE a.end_day >= $from AND a.end_day <= $until AND a.current AND a.counted
  AND (a.status IS NULL OR NOT a.status IN ['expired', 'terminated'])
  AND ($country IS NULL OR EXISTS {
    MATCH (a)<-[r:PARTY_TO]-(p:Organization)
    WHERE r.current AND p.country = $country
  })
WITH a
ORDER BY a.end_day, a.id
LIMIT $limit
RETURN a.end_day AS end_day, a.id AS agreement, a.kind AS type, a.status AS status,
       COLLECT {
         MATCH (a)<-[r:PARTY_TO]-(p:Organization)
         WHERE r.current
         RETURN DISTINCT p.id AS id ORDER BY id
       } AS parties,
       coalesce(a.sources, []) AS sources
ORDER BY end_day, agreement;
