// Which of an organization's links rest on weak evidence?
// 某机构的哪些合作依据薄弱？
//
// Its links by confidence, weakest first, and unknown before known: what to check before quoting it.
// 按可信度由弱到强列出其合作关系，未知者在最前：引用之前应先核实。
//
// params
//   organization: organization | whose links | 机构
//   below: number = 0.7 | only below this confidence | 只看低于此可信度者
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   partner: organization | partner | 伙伴
//   name: text | name | 名称
//   confidence: number | confidence | 可信度
// details
//   agreements: agreements | agreements | 协议
//   sources: sources | sources | 来源
// example: organization=cn-liuzhou-vtc below=1

MATCH (:Organization {id: $organization})-[r:COOPERATES]-(p:Organization)
WHERE r.current AND (r.confidence IS NULL OR r.confidence < $below)
WITH r, p
ORDER BY coalesce(r.confidence, -1.0), p.id
LIMIT $limit
RETURN p.id AS partner, coalesce(p['name_' + $lang], p.name_en, p.name_zh, p.id) AS name,
       r.confidence AS confidence, r.agreements AS agreements,
       COLLECT {
         UNWIND r.agreements AS id
         MATCH (:Agreement {id: id})-[l:STATED_IN]->(s:Source)
         WHERE l.current
         RETURN DISTINCT s.id AS source ORDER BY source
       } AS sources
ORDER BY coalesce(confidence, -1.0), partner;
