// Where have firms gone without schools?
// 企业出海而院校未跟进的缺口在哪里？
//
// Cells of country and industry from the analysis of gaps, largest first. stable cells are unmet under
// every crosswalk by all the data, as national tells; verdict and supply are of the view that was pushed.
// measure, years and sources say what demand counts.
// 缺口分析中的“国家×行业”单元，由大到小。stable 表示按全部数据在每种对照表下均未满足，national 为按全部数据的结论；
// verdict 与 supply 属于写入的视图。measure、years、sources 说明需求所计之数、年份和来源。
//
// params
//   country: country = null | only this country | 只看该国
//   industry: industry = null | only this section | 只看此行业门类
//   verdict: text = gap | verdict of the analysis | 分析结论
//   limit: integer = 20 | rows at most | 最多行数
// returns
//   rank: integer | rank | 名次
//   country: country | country | 国别
//   industry: industry | industry | 行业
//   verdict: word | verdict | 结论
//   national: word | verdict of all the data | 全部数据结论
//   stable: boolean | under every crosswalk | 各对照表一致
//   demand: number | demand | 需求
//   measure: word | measure of demand | 需求口径
//   years: text | years of demand | 需求年份
//   supply: number | supply | 供给
// details
//   sources: texts | sources | 来源
// example: country=SDN

MATCH (f:Finding)
WHERE f.analysis = 'gaps' AND f.current
  AND ($country IS NULL OR f.country = $country)
  AND ($industry IS NULL OR f.industry = $industry)
  AND ($verdict IS NULL OR f.verdict = $verdict)
RETURN f.rank AS rank, f.country AS country, f.industry AS industry, f.verdict AS verdict,
       f.national AS national, f.stable AS stable, f.demand AS demand, f.measure AS measure,
       f.years AS years, f.supply AS supply, split(f.sources, ';') AS sources
ORDER BY rank, country, industry
LIMIT $limit;
