// Where does a brand have sites, run by whom?
// 某品牌在哪里设点、由谁运营？
//
// Agreements under the brand, by country. schools are the Chinese schools among the parties, hosts all
// other parties outside China.
// 该品牌名下的协议，按国家排列。schools 为各方中的中国院校，hosts 为中国以外的其他各方。
//
// params
//   brand: brand | brand | 品牌
//   country: country = null | only there | 只看该国
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   countries: countries | countries | 国别
//   agreement: agreement | agreement | 协议
//   title: text | title | 名称
//   status: status | status | 状态
//   start: day | start | 开始
//   schools: organizations | Chinese schools | 中国院校
//   hosts: organizations | parties abroad | 境外各方
// details
//   sources: sources | sources | 来源
// example: brand=luban_workshop country=THA

MATCH (:Brand {id: $brand})<-[u:UNDER_BRAND]-(a:Agreement)
WHERE u.current AND a.current
  AND ($country IS NULL OR EXISTS {
    MATCH (a)<-[r:PARTY_TO]-(p:Organization)
    WHERE r.current AND p.country = $country
  })
WITH a,
     COLLECT {
       MATCH (a)<-[r:PARTY_TO]-(p:Organization)
       WHERE r.current AND p.country <> 'CHN'
       RETURN DISTINCT p.country AS country ORDER BY country
     } AS countries
ORDER BY reduce(text = '', c IN countries | text + c), a.id
LIMIT $limit
RETURN countries, a.id AS agreement, a.title AS title, a.status AS status, a.start AS start,
       COLLECT {
         MATCH (a)<-[r:PARTY_TO]-(p:Organization)
         WHERE r.current AND p.kind = 'school'
         RETURN DISTINCT p.id AS id ORDER BY id
       } AS schools,
       COLLECT {
         MATCH (a)<-[r:PARTY_TO]-(p:Organization)
         WHERE r.current AND p.country <> 'CHN' AND p.kind <> 'school'
         RETURN DISTINCT p.id AS id ORDER BY id
       } AS hosts,
       coalesce(a.sources, []) AS sources
ORDER BY reduce(text = '', c IN countries | text + c), agreement;
