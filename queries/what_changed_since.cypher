// What has changed in the store since a day?
// 自某日以来数据有哪些变化？
//
// Organizations and agreements that a push created, changed or ended since that day, latest first.
// 自该日以来写入时新增、更改或结束的机构与协议，最近的在前。
//
// params
//   day: day = today-1m | since this day | 起始日
//   lang: language = en | language of names | 名称的语言
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   moment: text | when | 时间
//   change: word | change | 变化
//   what: word | what | 对象
//   id: text | id | 编号
//   title: text | name | 名称
// example: day=2020-01-01

CALL () {
  MATCH (x:Organization)
  WHERE x.last_changed >= $day OR x.ended_on >= $day
  RETURN x, 'organization' AS what,
         coalesce(x['name_' + $lang], x.name_en, x.name_zh, x.id) AS title
  UNION ALL
  MATCH (x:Agreement)
  WHERE x.last_changed >= $day OR x.ended_on >= $day
  RETURN x, 'agreement' AS what, coalesce(x.title, x.id) AS title
}
WITH x, what, title, coalesce(x.ended_on, x.last_changed) AS moment
ORDER BY moment DESC, what, x.id
LIMIT $limit
RETURN moment,
       CASE WHEN NOT x.current THEN 'ended'
            WHEN x.first_seen = x.last_changed THEN 'created'
            ELSE 'changed' END AS change,
       what, x.id AS id, title
ORDER BY moment DESC, what, id;
