// Whose loss would cut others off?
// 失去谁会使其他机构断开联系？
//
// Organizations and links whose removal parts the network, by the number of organizations that would be
// cut off; flow_lost is unknown where no capacity is stated.
// 移除后会使网络断开的机构或合作关系，按被切断的机构数排列；没有能力数据时 flow_lost 未知。
//
// params
//   country: country = null | only organizations there | 只看该国机构
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   rank: integer | rank | 名次
//   element: word | element | 对象
//   organization: organization | organization | 机构
//   name: text | name | 名称
//   country: country | country | 国别
//   partner: organization | other end of the link | 关系另一端
//   severed: integer | cut off | 被切断的机构数
//   flow_lost: number | persons lost | 损失的人数
// details
//   agreements: agreements | agreements behind it | 依据的协议
// example:

MATCH (f:Finding)-[l:ABOUT]->(o:Organization)
WHERE f.analysis = 'fragility' AND f.current AND l.current AND l.end = 'organization'
  AND ($country IS NULL OR o.country = $country)
WITH f, o
ORDER BY f.rank, f.finding
LIMIT $limit
RETURN f.rank AS rank, f.element AS element, o.id AS organization,
       coalesce(o['name_' + $lang], o.name_en, o.name_zh, o.id) AS name, o.country AS country,
       f.partner AS partner, f.severed AS severed, f.flow_lost AS flow_lost,
       COLLECT {
         MATCH (f)-[r:RESTS_ON]->(a:Agreement)
         WHERE r.current
         RETURN a.id AS id ORDER BY id
       } AS agreements
ORDER BY rank, organization, partner;
