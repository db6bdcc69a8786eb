// Prints the arguments of each predicate, as sentences are labelled. Arguments: brokers, registry.
import { Kafka, logLevel } from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const [brokers, host] = process.argv.slice(2);
const registry = new SchemaRegistry({ host });
const kafka = new Kafka({ clientId: 'read-frames', brokers: brokers.split(','), logLevel: logLevel.WARN });
// Without readUncommitted it reads committed records only.
const consumer = kafka.consumer({ groupId: 'read-frames-node' });

await consumer.connect();
await consumer.subscribe({ topics: ['frames'], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const sentence = await registry.decode(message.value);
    for (const frame of sentence.frames) {
      for (const argument of frame.arguments) {
        // Offsets are in UTF-16, as JavaScript counts; -1 where tokens were given that do not occur in the text.
        const text = argument.begin < 0 ? argument.text : sentence.text.slice(argument.begin, argument.stop);
        console.log([sentence.id, frame.predicate.text, argument.role, text].join('\t'));
      }
    }
  },
});
consumer.on(consumer.events.CRASH, ({ payload }) => {
  process.exitCode = payload.restart ? 0 : 1; // run() does not tell
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => consumer.disconnect()); // commits the offsets and leaves the group
}
