// Publishes the lines of the standard input as sentences. Arguments: brokers, registry.
import { createInterface } from 'node:readline';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const [brokers, host] = process.argv.slice(2);
const registry = new SchemaRegistry({ host });
const schema = await registry.getLatestSchemaId('sentences-value');
const kafka = new Kafka({ clientId: 'publish', brokers: brokers.split(','), logLevel: logLevel.WARN });
const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner });

await producer.connect();
let lines = 0;
for await (const text of createInterface({ input: process.stdin })) {
  const id = `node-${++lines}`;
  const value = await registry.encode(schema, { id, text }); // what is left out takes the schema's default
  await producer.send({ topic: 'sentences', messages: [{ key: id, value }] });
}
await producer.disconnect();
