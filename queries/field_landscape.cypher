// Where is a major taught together, and by how many?
// 某专业大类在哪些国家开展合作、规模如何？
//
// Agreements that name the major, by country outside China; an agreement in two countries counts in each.
// 写明该专业大类的协议，按中国以外的国家统计；涉及两国的协议在两国各计一次。
//
// params
//   field: field | major | 专业大类
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   country: country | country | 国别
//   name: text | name | 名称
//   agreements: integer | agreements | 协议
//   schools: integer | Chinese schools | 中国院校
//   colleges: integer | colleges there | 当地院校
//   enterprises: integer | enterprises there | 当地企业
// example: field=46

MATCH (:Field {id: $field})<-[i:IN_FIELD]-(a:Agreement)<-[p:PARTY_TO]-(o:Organization)
WHERE i.current AND a.current AND a.counted AND p.current AND o.country <> 'CHN'
OPTIONAL MATCH (a)<-[q:PARTY_TO]-(s:Organization)
WHERE q.current AND s.kind = 'school'
WITH o.country AS country, count(DISTINCT a) AS agreements, count(DISTINCT s) AS schools,
     count(DISTINCT CASE WHEN o.kind = 'college' THEN o END) AS colleges,
     count(DISTINCT CASE WHEN o.kind = 'enterprise' THEN o END) AS enterprises
MATCH (c:Country {id: country})
RETURN country, coalesce(c['name_' + $lang], c.name_en, c.name_zh, c.id) AS name,
       agreements, schools, colleges, enterprises
ORDER BY agreements DESC, country
LIMIT $limit;
