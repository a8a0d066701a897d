// Which schools could fill a gap in a country and an industry?
// 哪些学校能填补某国某行业的缺口？
//
// Chinese schools whose majors lead to the industry. partners_there counts their partners in the country,
// countries the countries in which they have partners; those who know the country come first.
// 专业对口该行业的中国院校。partners_there 为其在该国的伙伴数，countries 为其有伙伴的国家数；熟悉该国者在前。
//
// params
//   country: country | country of the gap | 缺口所在国
//   industry: industry | section of the gap | 缺口所在行业门类
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   school: organization | school | 学校
//   name: text | name | 名称
//   province: province | province | 省份
//   majors: fields | majors known | 已知专业
//   partners_there: integer | partners there | 该国伙伴数
//   countries: integer | countries with partners | 有伙伴的国家数
//   partners: integer | partners | 伙伴数
// example: country=IDN industry=C

MATCH (o:Organization)
WHERE o.kind = 'school' AND o.current AND o.closed IS NULL AND $industry IN coalesce(o.feeds, [])
OPTIONAL MATCH (o)-[r:COOPERATES]-(p:Organization)
WHERE r.current
WITH o, count(DISTINCT CASE WHEN p.country <> 'CHN' THEN p.country END) AS countries,
     sum(CASE WHEN p.country = $country THEN 1 ELSE 0 END) AS partners_there
RETURN o.id AS school, coalesce(o['name_' + $lang], o.name_en, o.name_zh, o.id) AS name,
       o.province AS province, o.majors AS majors, partners_there, countries,
       o.partners AS partners
ORDER BY partners_there DESC, countries DESC, partners DESC, school
LIMIT $limit;
