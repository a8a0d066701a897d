// How are two organizations connected, and through whom?
// 两家机构之间如何联系、经由哪些机构？
//
// All shortest chains of cooperation between the two, at most six links long. confidence is the
// product over the links and unknown where one is unknown.
// 两家机构之间全部最短合作链，最长六步。confidence 为各步可信度之积，有一步未知则未知。
//
// params
//   from: organization | where the chain begins | 起点机构
//   to: organization | where the chain ends | 终点机构
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   steps: integer | links | 步数
//   names: texts | names | 名称
//   confidence: number | confidence | 可信度
// details
//   organizations: organizations | chain of organizations | 机构链
//   agreements: agreements | agreements behind it | 依据的协议
// example: from=cn-liuzhou-vtc to=ent-liugong-indonesia

MATCH (a:Organization {id: $from})
MATCH (b:Organization {id: $to})
WHERE a <> b
MATCH path = allShortestPaths((a)-[:COOPERATES*..6]-(b))
WITH length(path) AS steps, nodes(path) AS members, relationships(path) AS links
WITH steps, members, links,
     reduce(product = 1.0, r IN links | product * r.confidence) AS confidence,
     reduce(text = '', n IN members | text + n.id + '>') AS chain
ORDER BY round(coalesce(confidence, -1.0) * 1e10) DESC, chain
LIMIT $limit
RETURN steps, [n IN members | n.id] AS organizations,
       [n IN members | coalesce(n['name_' + $lang], n.name_en, n.name_zh, n.id)] AS names,
       confidence,
       COLLECT { UNWIND links AS r UNWIND r.agreements AS x RETURN DISTINCT x ORDER BY x } AS agreements
ORDER BY round(coalesce(confidence, -1.0) * 1e10) DESC, chain;
