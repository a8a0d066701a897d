// Which agreements does an organization have, with whom, and where is that stated?
// 某机构有哪些协议、与谁签订、出处在哪里？
//
// Newest first, undated last. Alliance memberships and mere memoranda are listed too: counted tells
// whether analyses take the agreement for cooperation.
// 新的在前，无日期的在后。联盟成员关系与备忘录同样列出：counted 表示分析是否将其计为合作。
//
// params
//   organization: organization | whose agreements | 机构
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   agreement: agreement | agreement | 协议
//   type: type | type | 类型
//   status: status | status | 状态
//   start: day | start | 开始
//   end: day | end | 结束
//   partners: organizations | other parties | 其他各方
// details
//   brand: brand | brand | 品牌
//   counted: boolean | counted as cooperation | 计为合作
//   fields: fields | majors | 专业
//   sources: sources | sources | 来源
// example: organization=cn-liuzhou-vtc

MATCH (:Organization {id: $organization})-[r:PARTY_TO]->(a:Agreement)
WHERE r.current AND a.current
WITH DISTINCT a
ORDER BY coalesce(a.start_day, '') DESC, a.id
LIMIT $limit
RETURN a.id AS agreement, a.kind AS type, a.brand AS brand, a.status AS status,
       a.start AS start, a.end AS end, a.counted AS counted,
       COLLECT {
         MATCH (a)<-[l:PARTY_TO]-(p:Organization)
         WHERE l.current AND p.id <> $organization
         RETURN DISTINCT p.id AS id ORDER BY id
       } AS partners,
       coalesce(a.fields, []) AS fields, coalesce(a.sources, []) AS sources
ORDER BY coalesce(a.start_day, '') DESC, agreement;
