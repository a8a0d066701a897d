// What is there in a country?
// 某国有哪些合作？
//
// One row of counts. agreements have a party there and count as cooperation; chinese_schools are the schools
// of China that are party to them. Gaps are those that hold under every crosswalk.
// 一行计数。agreements 为有一方在该国且计为合作的协议；chinese_schools 为参与其中的中国院校；gaps 为各对照表一致的缺口。
//
// params
//   country: country | country | 国家
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 1 | rows at most | 最多行数
// returns
//   country: country | country | 国别
//   name: text | name | 名称
//   colleges: integer | colleges | 海外院校
//   enterprises: integer | enterprises | 企业
//   others: integer | other organizations | 其他机构
//   agreements: integer | agreements | 协议
//   chinese_schools: integer | Chinese schools | 中国院校
//   brands: brands | brands | 品牌
//   gaps: integer | stable gaps | 稳定缺口
//   pipelines: integer | pipelines | 人才培养通道
//   unconnected: integer | without any partner | 尚无伙伴的机构
// example: country=THA

MATCH (c:Country {id: $country})
WHERE c.current
CALL (c) {
  MATCH (c)<-[l:IN_COUNTRY]-(o:Organization)
  WHERE l.current AND o.current
  RETURN sum(CASE WHEN o.kind = 'college' THEN 1 ELSE 0 END) AS colleges,
         sum(CASE WHEN o.kind = 'enterprise' THEN 1 ELSE 0 END) AS enterprises,
         sum(CASE WHEN o.kind IN ['college', 'enterprise'] THEN 0 ELSE 1 END) AS others,
         sum(CASE WHEN EXISTS { MATCH (o)-[r:COOPERATES]-(:Organization) WHERE r.current }
             THEN 0 ELSE 1 END) AS unconnected
}
CALL (c) {
  MATCH (c)<-[l:IN_COUNTRY]-(:Organization)-[p:PARTY_TO]->(a:Agreement)
  WHERE l.current AND p.current AND a.current AND a.counted
  WITH DISTINCT a
  OPTIONAL MATCH (a)<-[q:PARTY_TO]-(s:Organization)
  WHERE q.current AND s.kind = 'school'
  RETURN count(DISTINCT a) AS agreements, count(DISTINCT s) AS chinese_schools,
         collect(DISTINCT a.brand) AS marks
}
CALL (c) {
  OPTIONAL MATCH (c)<-[l:LOCATED_IN]-(f:Finding)
  WHERE l.current AND f.current AND f.analysis = 'gaps' AND f.national = 'gap' AND f.stable
  RETURN count(f) AS gaps
}
CALL (c) {
  OPTIONAL MATCH (c)<-[i:IN_COUNTRY]-(e:Organization)<-[l:ABOUT]-(f:Finding)
  WHERE i.current AND l.current AND l.end = 'enterprise' AND f.analysis = 'pipelines'
  RETURN count(f) AS pipelines
}
RETURN c.id AS country, coalesce(c['name_' + $lang], c.name_en, c.name_zh, c.id) AS name,
       colleges, enterprises, others, agreements, chinese_schools,
       COLLECT { UNWIND marks AS x RETURN x ORDER BY x } AS brands, gaps, pipelines, unconnected
ORDER BY country
LIMIT $limit;
