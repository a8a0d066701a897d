// Through which schools and colleges can trained people reach an enterprise?
// 受训人员经由哪些学校和院校可到达某企业？
//
// The pipelines that end at the enterprise, best first. Persons are a range: the low end counts only what
// is stated for the whole chain; empty means not assessable.
// 到达该企业的人才培养通道，优者在前。人数为区间，下限只计整条通道均有陈述者；空值表示无法评估。
//
// params
//   enterprise: enterprise | enterprise | 企业
//   limit: integer = 50 | rows at most | 最多行数
// returns
//   rank: integer | rank | 名次
//   school: organization | school | 学校
//   college: organization | college | 海外院校
//   fields: fields | majors | 专业
//   persons_low: number | persons, at least | 人数下限
//   persons_high: number | persons, at most | 人数上限
//   confidence: number | confidence | 可信度
// details
//   form: word | form | 形式
//   limit_at: text | limited at | 限制环节
//   agreements: agreements | agreements behind it | 依据的协议
// example: enterprise=ent-edr-sgr

MATCH (:Organization {id: $enterprise})<-[l:ABOUT]-(f:Finding)
WHERE l.current AND l.end = 'enterprise' AND f.analysis = 'pipelines'
WITH f
ORDER BY f.rank, f.finding
LIMIT $limit
RETURN f.rank AS rank, f.school AS school, f.college AS college, f.form AS form,
       split(f.field, ';') AS fields, f.persons_low AS persons_low,
       f.persons_high AS persons_high, f.limit AS limit_at, f.confidence AS confidence,
       COLLECT {
         MATCH (f)-[r:RESTS_ON]->(a:Agreement)
         WHERE r.current
         RETURN a.id AS id ORDER BY id
       } AS agreements
ORDER BY rank, school, college;
