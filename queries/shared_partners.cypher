// Which partners do two organizations have in common?
// 两家机构有哪些共同伙伴？
//
// Everybody who cooperates with both, with the agreements on either side.
// 与双方都有合作的机构，以及两侧的协议。
//
// params
//   one: organization | one organization | 一方
//   other: organization | the other organization | 另一方
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   organization: organization | shared partner | 共同伙伴
//   name: text | name | 名称
//   kind: kind | kind | 类别
//   country: country | country | 国别
//   partners: integer | partners | 伙伴数
// details
//   with_one: agreements | agreements with the one | 与一方的协议
//   with_other: agreements | agreements with the other | 与另一方的协议
// example: one=cn-liuzhou-vtc other=ent-liugong-indonesia

MATCH (a:Organization {id: $one})
MATCH (b:Organization {id: $other})
WHERE a <> b
CALL (a, b) {
  MATCH (a)-[r:COOPERATES]-(z:Organization)
  WHERE r.current
  RETURN z, r.agreements AS with_one, null AS with_other
  UNION ALL
  MATCH (b)-[r:COOPERATES]-(z:Organization)
  WHERE r.current
  RETURN z, null AS with_one, r.agreements AS with_other
}
WITH z, collect(with_one) AS with_one, collect(with_other) AS with_other
WHERE size(with_one) = 1 AND size(with_other) = 1
RETURN z.id AS organization, coalesce(z['name_' + $lang], z.name_en, z.name_zh, z.id) AS name,
       z.kind AS kind, z.country AS country, z.partners AS partners,
       with_one[0] AS with_one, with_other[0] AS with_other
ORDER BY z.partners, organization
LIMIT $limit;
