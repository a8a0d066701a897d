// Who holds the network together in a country?
// 某国的合作由谁维系？
//
// Organizations there by number of partners; rank and betweenness are those among all hubs, empty where
// the last push kept no finding on the organization.
// 按伙伴数排列该国机构；rank、betweenness 为全网枢纽中的名次与中介度，上次写入未保留该机构的结论时为空。
//
// params
//   country: country | country | 国家
//   kind: kind = null | only this kind | 只看此类机构
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   organization: organization | organization | 机构
//   name: text | name | 名称
//   kind: kind | kind | 类别
//   partners: integer | partners | 伙伴数
//   rank: integer | rank among all | 全网名次
//   betweenness: number | betweenness | 中介度
//   hub: boolean | hub | 枢纽
// example: country=IDN

MATCH (:Country {id: $country})<-[l:IN_COUNTRY]-(o:Organization)
WHERE l.current AND o.current AND ($kind IS NULL OR o.kind = $kind)
WITH o
ORDER BY o.partners DESC, o.id
LIMIT $limit
OPTIONAL MATCH (o)<-[about:ABOUT]-(f:Finding)
WHERE about.current AND f.analysis = 'hubs'
RETURN o.id AS organization, coalesce(o['name_' + $lang], o.name_en, o.name_zh, o.id) AS name,
       o.kind AS kind, o.partners AS partners, f.rank AS rank, f.betweenness AS betweenness,
       f.hub AS hub
ORDER BY partners DESC, organization;
