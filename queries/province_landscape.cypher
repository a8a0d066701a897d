// How far do the schools of a province reach?
// 某省院校的国际合作有多广？
//
// Schools of the province by number of partners abroad, with the countries they reach.
// 该省院校按境外伙伴数排列，并列出其到达的国家。
//
// params
//   province: province | province | 省份
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   school: organization | school | 学校
//   name: text | name | 名称
//   level: word | level | 层次
//   partners_abroad: integer | partners abroad | 境外伙伴数
//   countries: countries | countries | 国家
//   agreements: integer | agreements | 协议
// example: province=45

MATCH (:Province {id: $province})<-[l:IN_PROVINCE]-(o:Organization)
WHERE l.current AND o.current AND o.kind = 'school'
CALL (o) {
  OPTIONAL MATCH (o)-[r:COOPERATES]-(p:Organization)
  WHERE r.current AND p.country <> 'CHN'
  RETURN count(p) AS partners_abroad, collect(DISTINCT p.country) AS reached
}
CALL (o) {
  OPTIONAL MATCH (o)-[r:PARTY_TO]->(a:Agreement)
  WHERE r.current AND a.current AND a.counted
  RETURN count(DISTINCT a) AS agreements
}
RETURN o.id AS school, coalesce(o['name_' + $lang], o.name_en, o.name_zh, o.id) AS name,
       o.level AS level, partners_abroad,
       COLLECT { UNWIND reached AS x RETURN x ORDER BY x } AS countries, agreements
ORDER BY partners_abroad DESC, agreements DESC, school
LIMIT $limit;
