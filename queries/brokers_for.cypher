// Who among our partners can introduce us in a country?
// 我们的哪些伙伴能在某国为我们引荐？
//
// Partners who cooperate with organizations there that we do not cooperate with yet; introductions
// counts those organizations.
// 与该国尚未同我们合作的机构有合作的伙伴；introductions 为可引荐的机构数。
//
// params
//   organization: organization | who wants to be introduced | 希望被引荐的机构
//   country: country | where | 国家
//   kind: kind = null | only to organizations of this kind | 只看此类机构
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   broker: organization | broker | 中介机构
//   name: text | name | 名称
//   broker_country: country | country of the broker | 中介所在国
//   introductions: integer | organizations it can introduce | 可引荐机构数
//   to: organizations | to whom | 引荐对象
// details
//   kind: kind | kind | 类别
//   agreements: agreements | our agreements with it | 我方与其协议
// example: organization=cn-liuzhou-vtc country=IDN

MATCH (o:Organization {id: $organization})-[k:COOPERATES]-(known:Organization)
WHERE k.current
WITH o, collect(known.id) AS partners
MATCH (o)-[ours:COOPERATES]-(b:Organization)-[theirs:COOPERATES]-(t:Organization)
WHERE ours.current AND theirs.current
  AND t.country = $country AND t.id <> $organization AND ($kind IS NULL OR t.kind = $kind)
  AND NOT t.id IN partners
WITH b, ours, count(t) AS introductions, collect(t.id) AS targets
ORDER BY introductions DESC, b.id
LIMIT $limit
RETURN b.id AS broker, coalesce(b['name_' + $lang], b.name_en, b.name_zh, b.id) AS name,
       b.kind AS kind, b.country AS broker_country, introductions,
       COLLECT { UNWIND targets AS x RETURN x ORDER BY x } AS to, ours.agreements AS agreements
ORDER BY introductions DESC, broker;
