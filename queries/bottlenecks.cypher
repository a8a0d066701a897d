// Which organizations do talent pipelines depend on?
// 人才培养通道依赖哪些机构？
//
// Schools and colleges by the number of enterprises that only they lead to; pipelines counts the chains
// that pass through them.
// 按“唯一通向的企业数”排列的学校和院校；pipelines 为经过它们的通道数。
//
// params
//   country: country = null | only pipelines to enterprises there | 只看通往该国企业的通道
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   organization: organization | organization | 机构
//   name: text | name | 名称
//   kind: kind | kind | 类别
//   country: country | country | 国别
//   pipelines: integer | pipelines through it | 经过的通道数
//   alone: integer | enterprises only it leads to | 唯一通向的企业数
//   enterprises: organizations | those enterprises | 这些企业
// example:

MATCH (f:Finding)
WHERE f.analysis = 'pipelines' AND f.current AND ($country IS NULL OR f.country = $country)
WITH f.enterprise AS enterprise, collect(f) AS chains
UNWIND chains AS f
UNWIND [f.school, f.college] AS place
WITH enterprise, size(chains) AS total, place, count(*) AS through
WHERE place IS NOT NULL
WITH place, sum(through) AS pipelines,
     collect(CASE WHEN through = total THEN enterprise END) AS only
MATCH (o:Organization {id: place})
WITH o, pipelines, only
ORDER BY size(only) DESC, pipelines DESC, o.id
LIMIT $limit
RETURN o.id AS organization, coalesce(o['name_' + $lang], o.name_en, o.name_zh, o.id) AS name,
       o.kind AS kind, o.country AS country, pipelines, size(only) AS alone,
       COLLECT { UNWIND only AS x RETURN x ORDER BY x } AS enterprises
ORDER BY alone DESC, pipelines DESC, organization;
