"""Prints the arguments of each predicate, as sentences are labelled. Arguments: brokers, registry."""
import signal
import sys

from confluent_kafka import Consumer, KafkaException
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer

brokers, registry = sys.argv[1:]
# Not AvroConsumer, which takes keys for Avro, too.
avro = MessageSerializer(CachedSchemaRegistryClient({"url": registry}))
consumer = Consumer({
    "bootstrap.servers": brokers,
    "group.id": "read-frames-python",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",
})
signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # ends as Ctrl-C does
consumer.subscribe(["frames"])
try:
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise KafkaException(message.error())
        sentence = avro.decode_message(message.value())
        for frame in sentence["frames"]:
            for argument in frame["arguments"]:
                # In code points, as Python counts; absent in old records, -1 where the words do not occur in the text.
                begin, stop = argument.get("beginCodePoint", -1), argument.get("stopCodePoint")
                text = argument["text"] if begin < 0 else sentence["text"][begin:stop]
                print(sentence["id"], frame["predicate"]["text"], argument["role"], text, sep="\t", flush=True)
except KeyboardInterrupt:
    pass
finally:
    consumer.close()  # commits the offsets and leaves the group
