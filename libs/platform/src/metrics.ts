import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What can be counted of the straight line of a packet. Labels are closed lists: no id, no patient. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly packetsReceived = this.counter('tendon_packets_received_total', 'Payloads that came in, good or bad');
  readonly packetsStored = this.counter('tendon_packets_stored_total', 'Packets made durable');
  readonly packetsDuplicated = this.counter('tendon_packets_duplicated_total', 'Packets that had been stored before');
  readonly packetsQuarantined = this.counter('tendon_packets_quarantined_total', 'Payloads refused, by reason', ['reason']);
  readonly packetsLimited = this.counter('tendon_packets_limited_total', 'Payloads not taken because their device sends too much');
  readonly packetsHeldBack = this.counter('tendon_packets_held_back_total', 'Payloads not taken because too many wait to be stored, by kind', ['kind']);
  readonly curvesShed = this.counter('tendon_curves_shed_total', 'Live curves thinned or dropped because analysis lags, by level', ['level']);
  readonly deviceEvents = this.counter('tendon_device_events_total', 'Devices that looked wrong, by what', ['kind']);
  readonly brokerChanges = this.counter('tendon_broker_changes_total', 'Changes to the accounts of Mosquitto, because of devices or because somebody else had changed them');
  readonly samplesStored = this.counter('tendon_samples_stored_total', 'Samples and readings in packets made durable for the first time');
  readonly backlogAgeSeconds = new Gauge({ name: 'tendon_backlog_age_seconds', help: 'Age of the oldest packet that waits for analysis', registers: [this.registry] });
  readonly appendSeconds = this.histogram('tendon_append_seconds', 'One durable batch of packets');
  readonly analysisSeconds = this.histogram('tendon_analysis_seconds', 'One analysis of one shard, from reading to telling');
  readonly repetitions = this.counter('tendon_repetitions_total', 'Repetitions analysed, by verdict', ['verdict']);
  readonly alerts = this.counter('tendon_alerts_total', 'Alerts raised', ['rule', 'priority']);
  readonly sockets = new Gauge({ name: 'tendon_sockets', help: 'Consoles connected', registers: [this.registry] });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  private counter<L extends string = never>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5], registers: [this.registry] });
  }
}
