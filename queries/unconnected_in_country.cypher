// Who in a country has no partner yet?
// 某国哪些机构还没有伙伴？
//
// Organizations there without any cooperation on record; sources tell how we know of them.
// 该国没有任何合作记录的机构；sources 说明我们从何得知。
//
// params
//   country: country | country | 国家
//   kind: kind = null | only this kind | 只看此类机构
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   organization: organization | organization | 机构
//   name: text | name | 名称
//   kind: kind | kind | 类别
//   city: text | city | 城市
//   industries: industries | industries | 行业
// details
//   sources: texts | sources | 来源
// example: country=MYS

MATCH (:Country {id: $country})<-[l:IN_COUNTRY]-(o:Organization)
WHERE l.current AND o.current AND o.closed IS NULL AND ($kind IS NULL OR o.kind = $kind)
  AND NOT EXISTS { MATCH (o)-[r:COOPERATES]-(:Organization) WHERE r.current }
RETURN o.id AS organization, coalesce(o['name_' + $lang], o.name_en, o.name_zh, o.id) AS name,
       o.kind AS kind, o.city AS city, coalesce(o.industries, []) AS industries,
       split(o.source, ';') AS sources
ORDER BY kind, organization
LIMIT $limit;
