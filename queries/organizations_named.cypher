// What is the id of an organization, given a part of its name?
// 已知名称的一部分，机构的编号是什么？
//
// Organizations whose id, Chinese or English name or alias contains the text.
// 编号、中英文名称或别名含有该文字的机构。
//
// params
//   text: text | part of a name | 名称的一部分
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   organization: organization | organization | 机构
//   name_zh: text | Chinese name | 中文名称
//   name_en: text | English name | 英文名称
//   kind: kind | kind | 类别
//   country: country | country | 国别
//   partners: integer | partners | 伙伴数
// example: text=柳州

MATCH (o:Organization)
WHERE o.current
  AND (toLower(o.id) CONTAINS toLower($text)
    OR toLower(coalesce(o.name_zh, '')) CONTAINS toLower($text)
    OR toLower(coalesce(o.name_en, '')) CONTAINS toLower($text)
    OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) CONTAINS toLower($text)))
RETURN o.id AS organization, o.name_zh AS name_zh, o.name_en AS name_en, o.kind AS kind,
       o.country AS country, o.partners AS partners
ORDER BY partners DESC, organization
LIMIT $limit;
