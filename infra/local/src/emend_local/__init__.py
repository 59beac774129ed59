"""The local stack: real Kafka, PostgreSQL and Valkey without Docker, root or Java."""
