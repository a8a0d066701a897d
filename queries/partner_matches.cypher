// Whom should a school, a college or an enterprise approach next?
// 一所学校、海外院校或一家企业下一步该联系谁？
//
// The candidates of `netintl matches`, in its order and with its scores, as they were when the store was
// pushed with findings: whoever cooperates already in any data, also through a parent or a site, is left
// out. score is the weighted mean of the parts that are known, 0 to 1; equal scores stand by id.
// 即 `netintl matches` 的候选机构，次序与得分相同，以连同分析结论写入时的数据为准；已有合作者（含经由母公司或下属机构，按全部数据计）
// 不列入。score 为已知各分项的加权平均，0 至 1；同分者按 id 排列。
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
//   score: number | score | 匹配得分
//   via: organizations | shared partners | 共同伙伴
//   partners: integer | partners now | 现有伙伴数
//   unknown: words | not known | 未知项
// details
//   fields: fields | shared majors | 共同专业
//   industries: industries | industries served | 对口行业
//   agreements: agreements | agreements behind it | 依据的协议
//   sources: sources | sources | 来源
// example: school=cn-liuzhou-vtc country=IDN

MATCH (o:Organization)<-[about:ABOUT]-(f:Finding)
WHERE o.id IN [$school, $college, $enterprise] AND o.current
  AND about.current AND f.current AND f.analysis = 'matches'
UNWIND range(0, size(f.candidates) - 1) AS place
WITH o, f.candidates[place] AS name, f.scores[place] AS said
MATCH (p:Organization {id: name})
WHERE p.current AND ($kind IS NULL OR p.kind = $kind) AND ($country IS NULL OR p.country = $country)
WITH o, p, CASE WHEN said = '' THEN null ELSE toFloat(said) END AS score
ORDER BY coalesce(score, -1.0) DESC, p.id
LIMIT $limit
CALL (o, p) {
  MATCH (o)-[near:COOPERATES]-(z:Organization)-[far:COOPERATES]-(p)
  WHERE near.current AND far.current AND z.kind IN ['school', 'college', 'enterprise']
    AND near.layer <> 'same_kind' AND far.layer <> 'same_kind'
  RETURN collect(z.id) AS between, collect(near.agreements + far.agreements) AS cited
}
WITH o, p, score,
     COLLECT { UNWIND between AS x RETURN DISTINCT x ORDER BY x } AS via,
     COLLECT { UNWIND cited AS xs UNWIND xs AS x RETURN DISTINCT x ORDER BY x } AS agreements,
     [m IN coalesce(o.majors, []) WHERE m IN coalesce(p.majors, [])] AS fields,
     [s IN coalesce(o.feeds, []) WHERE s IN coalesce(p.sections, [])]
       + [s IN coalesce(p.feeds, []) WHERE s IN coalesce(o.sections, [])] AS industries
RETURN p.id AS organization, coalesce(p['name_' + $lang], p.name_en, p.name_zh, p.id) AS name,
       p.kind AS kind, p.country AS country, score, via, fields, industries,
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
ORDER BY coalesce(score, -1.0) DESC, organization;
