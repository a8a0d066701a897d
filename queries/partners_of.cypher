// Who cooperates with an organization, since when, and on what evidence?
// 谁与某机构合作，始于何时，依据是什么？
//
// One row per partner. persons is the largest number stated on one flow; several numbers are never
// added. first and last are the first known day and the last one, empty while an agreement is open.
// 每个伙伴一行。persons 为单一流向所述的最大人数，不同口径从不相加；first、last 为已知首日与末日，有协议未结束时末日为空。
//
// params
//   organization: organization | whose partners | 机构
//   kind: kind = null | only partners of this kind | 只看此类伙伴
//   country: country = null | only partners there | 只看该国的伙伴
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   partner: organization | partner | 伙伴
//   name: text | name | 名称
//   kind: kind | kind | 类别
//   country: country | country | 国别
//   persons: integer | persons stated | 所述人数
//   first: day | first day | 首日
//   last: day | last day | 末日
// details
//   weight: number | weight | 合作强度
//   confidence: number | confidence | 可信度
//   agreements: agreements | agreements | 协议
// example: organization=cn-liuzhou-vtc

MATCH (o:Organization {id: $organization})-[r:COOPERATES]-(p:Organization)
WHERE r.current
  AND ($kind IS NULL OR p.kind = $kind)
  AND ($country IS NULL OR p.country = $country)
RETURN p.id AS partner, coalesce(p['name_' + $lang], p.name_en, p.name_zh, p.id) AS name,
       p.kind AS kind, p.country AS country, r.weight AS weight, r.persons AS persons,
       r.confidence AS confidence, r.first AS first, r.last AS last, r.agreements AS agreements
ORDER BY round(r.weight * 1e10) DESC, partner
LIMIT $limit;
