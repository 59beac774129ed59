"""Real Kafka, real services, hostile messages."""
