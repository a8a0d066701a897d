// Whom should a school, a college or an enterprise approach next?
// 一所学校、海外院校或一家企业下一步该联系谁？
//
// Organizations of another kind that are not linked yet, have not closed, and whose level and fields
// are not known to clash. closure = min(1, sum of 1/k over shared partners with k partners each), as
// in `netintl matches`; 0 means that no shared partner is recorded.
// 另一类别中尚未合作、未关闭、层次与专业已知不冲突的机构。closure = min(1, 各共同伙伴 1/k 之和)，k 为该伙伴的伙伴数，
// 与 `netintl matches` 相同；0 表示没有记录到共同伙伴。
//
// params
//   school: school = null | school that looks for partners | 寻找伙伴的学校
//   college: college = null | college that looks for partners | 寻找伙伴的海外院校
//   enterprise: enterprise = null | enterprise that looks for partners | 寻找伙伴的企业
//   kind: kind = null | only partners of this kind | 只看此类伙伴
//   country: country = null | only partners there | 只看该国的伙伴
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 20 | rows at most | 最多行数
// one of: school, college, enterprise
// returns
//   organization: organization | possible partner | 可能的伙伴
//   name: text | name | 名称
//   kind: kind | kind | 类别
//   country: country | country | 国别
//   closure: number | closure | 三元闭合得分
//   via: organizations | shared partners | 共同伙伴
//   partners: integer | partners now | 现有伙伴数
//   unknown: words | not known | 未知项
// details
//   fields: fields | shared majors | 共同专业
//   industries: industries | industries served | 对口行业
//   agreements: agreements | agreements behind it | 依据的协议
//   sources: sources | sources | 来源
// example: school=cn-liuzhou-vtc country=IDN

MATCH (o:Organization)
WHERE o.id IN [$school, $college, $enterprise] AND o.current
CALL (o) {
  MATCH (o)-[near:COOPERATES]-(z:Organization)-[far:COOPERATES]-(p:Organization)
  WHERE near.current AND far.current
    AND near.layer IN ['school_college', 'school_enterprise', 'college_enterprise']
    AND far.layer IN ['school_college', 'school_enterprise', 'college_enterprise']
  RETURN p, 1.0 / z.partners AS share, z.id AS via, near.agreements + far.agreements AS cited,
         0 AS linked
  UNION ALL
  MATCH (o)-[r:COOPERATES]-(p:Organization)
  WHERE r.current
  RETURN p, 0.0 AS share, null AS via, [] AS cited, 1 AS linked
  UNION ALL
  MATCH (p:Organization)
  WHERE p.kind IN ['school', 'college', 'enterprise']
  RETURN p, 0.0 AS share, null AS via, [] AS cited, 0 AS linked
}
WITH o, p, sum(share) AS shares, collect(via) AS between, collect(cited) AS cited,
     max(linked) AS linked
WHERE linked = 0 AND p.current AND p.closed IS NULL
  AND p.kind <> o.kind AND p.kind IN ['school', 'college', 'enterprise']
  AND ($kind IS NULL OR p.kind = $kind)
  AND ($country IS NULL OR p.country = $country)
  AND (o.level_rank IS NULL OR p.level_rank IS NULL OR abs(o.level_rank - p.level_rank) <= 1)
WITH o, p, between, cited,
     CASE WHEN shares > 1 THEN 1.0 ELSE shares END AS closure,
     [m IN coalesce(o.majors, []) WHERE m IN coalesce(p.majors, [])] AS fields,
     [s IN coalesce(o.feeds, []) WHERE s IN coalesce(p.sections, [])]
       + [s IN coalesce(p.feeds, []) WHERE s IN coalesce(o.sections, [])] AS industries
WHERE size(fields) + size(industries) > 0
   OR (o.majors IS NULL AND o.sections IS NULL)
   OR (p.majors IS NULL AND p.sections IS NULL)
WITH o, p, between, cited, closure, fields, industries
ORDER BY round(closure * 1e10) DESC, size(fields) + size(industries) DESC, p.partners DESC, p.id
LIMIT $limit
WITH o, p, closure, fields, industries,
     COLLECT { UNWIND between AS x RETURN DISTINCT x ORDER BY x } AS via,
     COLLECT { UNWIND cited AS xs UNWIND xs AS x RETURN DISTINCT x ORDER BY x } AS agreements
RETURN p.id AS organization, coalesce(p['name_' + $lang], p.name_en, p.name_zh, p.id) AS name,
       p.kind AS kind, p.country AS country, closure, via, fields, industries,
       p.partners AS partners,
       [x IN [
         CASE WHEN (o.majors IS NULL AND o.sections IS NULL)
                OR (p.majors IS NULL AND p.sections IS NULL) THEN 'fields' END,
         CASE WHEN (o.level_rank IS NULL AND o.kind <> 'enterprise')
                OR (p.level_rank IS NULL AND p.kind <> 'enterprise') THEN 'level' END
       ] WHERE x IS NOT NULL] AS unknown,
       agreements,
       COLLECT {
         UNWIND agreements AS id
         MATCH (:Agreement {id: id})-[r:STATED_IN]->(s:Source)
         WHERE r.current
         RETURN DISTINCT s.id AS source ORDER BY source
       } AS sources
ORDER BY round(closure * 1e10) DESC, size(fields) + size(industries) DESC, partners DESC,
         organization;
