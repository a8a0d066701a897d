// What are firms active in, in a country?
// 企业在某国从事哪些行业？
//
// Figures on industries as their sources state them; measures differ and are never added.
// 来源所述的各行业数据；口径不同，从不相加。
//
// params
//   country: country | country | 国家
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   industry: industry | industry | 行业
//   measure: word | measure | 口径
//   year: text | years | 年份
//   value: number | value | 数值
//   source: text | source | 来源
// details
//   method: text | method | 方法
// example: country=KEN

MATCH (:Country {id: $country})<-[l:MEASURED_IN]-(i:Indicator)
WHERE l.current AND i.current
RETURN i.industry AS industry, i.measure AS measure, i.year AS year, i.value AS value,
       i.method AS method, i.source AS source
ORDER BY measure, value DESC, industry, year, source
LIMIT $limit;
