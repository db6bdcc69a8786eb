"""Publishes the lines of the standard input as sentences. Arguments: brokers, registry."""
import sys

from confluent_kafka import KafkaException, Producer
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer

brokers, registry = sys.argv[1:]
client = CachedSchemaRegistryClient({"url": registry})
schema = client.get_latest_schema("sentences-value")[0]
if schema is None:
    sys.exit("The registry has no schema of the topic sentences; register it first.")
avro = MessageSerializer(client)
producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True})


def delivered(error, message):
    if error:
        raise KafkaException(error)


for number, line in enumerate(sys.stdin, 1):
    key = f"python-{number}"
    # All fields: the library takes no defaults from the schema.
    sentence = {"id": key, "text": line.rstrip("\n"), "tokens": None, "predicates": None, "language": "en", "attributes": {}}
    value = avro.encode_record_with_schema_id(schema, sentence)
    producer.produce("sentences", key=key, value=value, on_delivery=delivered)
    if number % 1_000 == 0:
        producer.flush()  # so many wait in memory
producer.flush()
