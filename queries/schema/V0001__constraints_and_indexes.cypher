// Uniqueness of every id that is written by MERGE, and the columns planners look things up by.
// Never change this file once it has been applied: write the next number instead.
CREATE CONSTRAINT netintl_store_id IF NOT EXISTS FOR (n:NetintlStore) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_migration_id IF NOT EXISTS FOR (n:NetintlMigration) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_country_id IF NOT EXISTS FOR (n:Country) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_province_id IF NOT EXISTS FOR (n:Province) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_field_id IF NOT EXISTS FOR (n:Field) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_brand_id IF NOT EXISTS FOR (n:Brand) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_organization_id IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_agreement_id IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_indicator_id IF NOT EXISTS FOR (n:Indicator) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_run_id IF NOT EXISTS FOR (n:Run) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT netintl_finding_id IF NOT EXISTS FOR (n:Finding) REQUIRE n.id IS UNIQUE;
CREATE INDEX netintl_organization_kind IF NOT EXISTS FOR (n:Organization) ON (n.kind);
CREATE INDEX netintl_organization_country IF NOT EXISTS FOR (n:Organization) ON (n.country);
CREATE INDEX netintl_finding_analysis IF NOT EXISTS FOR (n:Finding) ON (n.analysis);
CREATE INDEX netintl_finding_finding IF NOT EXISTS FOR (n:Finding) ON (n.finding);
CREATE INDEX netintl_agreement_evidence IF NOT EXISTS FOR (n:Agreement) ON (n.evidence_day);
CREATE INDEX netintl_agreement_end IF NOT EXISTS FOR (n:Agreement) ON (n.end_day);
